import type { DocumentNode, Preview } from '../../contract/preview';
import type { AlertRecord } from '../../contract/record';
import type { NotWritten } from '../../contract/vocabulary';
import { refuse, type Reply } from '../../contract/reply';
import type { AdfNode } from '../../domain/alert/document';
import { findOut } from '../../runs/find-out';
import { openAlert } from '../../runs/open-alert';
import type { ComposedTarget, EnrichmentPorts, RunEnding } from '../../runs/ports';
import { requestRun } from '../../runs/queued-alert';
import type { RunPolicy } from '../../runs/run-policy';
import { holdsResult, planWrite } from '../../runs/write';
import { AUTOMATIC_RUN } from '../events/automatic-run';
import { toProblem } from '../panel/panel-problem';

/** What finding out needs; there is nothing in it that writes. */
export type PreviewPorts = Pick<
  EnrichmentPorts,
  'readSite' | 'readAlert' | 'ask' | 'askContext' | 'compose' | 'now' | 'random' | 'remainingMs'
>;

/** What an automatic run would write, asked for by a person who waits: Forge ends the function after 25 seconds. */
const PREVIEW: RunPolicy = { ...AUTOMATIC_RUN, always: true, givesWay: false, askWithinMs: 15_000 };

/** Finds out what an automatic run would, and shows what would be written. */
export async function previewAlert(
  issue: { readonly id: string; readonly key: string },
  ports: PreviewPorts,
): Promise<Reply<Preview>> {
  const request = requestRun({ issueId: issue.id, trigger: 'created' });
  const reading = { ...ports, rememberNotVisible: () => Promise.resolve(), enterStep: () => undefined };
  const opened = await openAlert(request, PREVIEW, reading);
  if (opened.kind !== 'opened') return explain(opened, issue.key);
  const report = await findOut(opened, request, PREVIEW, reading);
  // A run would keep the result that is there: what the admin asked is why there is no new one.
  if (report.failure !== null && holdsResult(opened)) return refuse(toProblem(report.failure.failure));
  const plan = planWrite(opened, report, PREVIEW, ports.compose);
  return {
    ok: true,
    value: {
      key: issue.key,
      field: toField(plan.composed),
      leftAlone: plan.target !== null ? null : whyLeftAlone(plan.record),
      record: plan.record,
    },
  };
}

/** Why there is nothing to preview. */
function explain(ending: RunEnding, key: string): Reply<never> {
  switch (ending.kind) {
    case 'failed':
      return refuse(toProblem(ending.failure));
    case 'newer-record':
      return refuse({
        kind: 'newer-record',
        sentence: `A newer version of this app enriched ${key}; this version would leave it as it is.`,
        nextStep: 'Choose another alert, or update the app under Connected apps.',
      });
    case 'not-an-alert':
      return refuse({
        kind: 'not-an-alert',
        sentence: `${key} is not an alert by these settings: its project or type is not chosen.`,
        nextStep: 'Choose another one, or change projects and issue types under Alerts.',
      });
    case 'not-visible':
      return refuse({
        kind: 'not-visible',
        sentence: `The app may not see ${key}.`,
        nextStep: 'Check its security level and the app’s permissions in this project.',
      });
    case 'not-configured':
      return refuse({
        kind: 'not-configured',
        sentence: 'Axonius is not connected yet.',
        nextStep: 'Connect it under Connection first.',
      });
    case 'enriched':
    case 'unchanged':
    case 'put-off':
    case 'held':
    case 'alert-changed':
    case 'handed-over':
      return refuse({ kind: 'busy', sentence: 'The alert changed while it was read.', nextStep: 'Try again.' });
  }
}

function toField({ value }: ComposedTarget): Preview['field'] {
  return value.kind === 'line'
    ? { kind: 'line', text: value.text ?? '' }
    : { kind: 'document', content: (value.document?.content ?? []).map(toNode) };
}

/** Drops what only Jira's editor reads. */
function toNode({ type, attrs, content, text, marks }: AdfNode): DocumentNode {
  return {
    type,
    ...(attrs === undefined ? {} : { attrs }),
    ...(content === undefined ? {} : { content: content.map(toNode) }),
    ...(text === undefined ? {} : { text }),
    ...(marks === undefined ? {} : { marks }),
  };
}

const REASONS: Readonly<Record<NotWritten, string>> = {
  'field-has-text':
    'The field holds text of people, so an automatic run would leave it alone and store the record only.',
  'field-missing': 'There is no target field, so a run would store the record only.',
  'field-not-editable': 'The app can’t edit the target field, so a run would store the record only.',
  'content-refused': 'Jira refuses what a run would write into the target field, so it would store the record only.',
};

function whyLeftAlone({ notWritten }: AlertRecord): string {
  return notWritten === null
    ? 'The alert already says exactly this, so a run would write nothing.'
    : REASONS[notWritten];
}
