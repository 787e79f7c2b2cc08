import * as z from 'zod';
import type { PanelDefinitions } from '../contract/panel';
import type { Reply } from '../contract/reply';
import { chooseAsset } from '../features/panel/choose-asset';
import { enrichNow } from '../features/panel/enrich-now';
import type { Asker, RunPorts } from '../features/panel/panel-ports';
import { notVisible, unreadable } from '../features/panel/panel-problem';
import { viewPanel } from '../features/panel/panel-view';
import { panelPorts } from '../forge/panel';
import { readStep } from '../forge/progress';
import { makeResolver, type CallContext } from '../forge/resolver';

/** The issue around the panel, as Forge tells it. Payloads name no issue: they come from the browser. */
const aroundPanel = z.object({
  issue: z.object({ id: z.union([z.string().regex(/^\d+$/), z.number().int().transform(String)]) }),
});

const key = z.string().min(1).max(300);
const assetId = z.string().min(1).max(100);
const choiceInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('this-one'), observable: key, assetId }),
  z.object({ kind: z.literal('not-this'), observables: z.array(key).min(1).max(50), assetId }),
  z.object({ kind: z.literal('undo'), observable: key }),
]);

/**
 * Functions of the issue panel. Reading shows what whoever sees the issue can read in its property anyway; whatever starts
 * a run checks first, as the person, that this person may edit the issue.
 */
export const issuePanel = makeResolver<PanelDefinitions>({
  load: ({ context }) => forIssue(context, viewPanel),

  enrich: ({ context }) => forIssue(context, enrichNow),

  progress: ({ context }) =>
    forIssue(context, async ({ issueId }) => ({ ok: true, value: { step: await readStep(issueId) } })),

  choose: ({ payload, context }) => {
    const input = choiceInput.safeParse(payload);
    if (!input.success) return { ok: false, problem: unreadable };
    return forIssue(context, (asker, ports) => chooseAsset(input.data, asker, ports));
  },
});

async function forIssue<T>(
  context: CallContext,
  use: (asker: Asker, ports: RunPorts) => Promise<Reply<T>>,
): Promise<Reply<T>> {
  const around = aroundPanel.safeParse(context.extension);
  if (!around.success) return { ok: false, problem: notVisible };
  const issueId = around.data.issue.id;
  return use({ issueId, accountId: context.accountId ?? null }, panelPorts(issueId));
}
