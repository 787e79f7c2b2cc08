import type { PanelView } from '../../contract/panel';
import type { AlertRecord } from '../../contract/record';
import type { Reply } from '../../contract/reply';
import type { Settings } from '../../contract/settings';
import type { Result } from '../../domain/pacing/failure';
import { findObservables } from '../../domain/observables/find-observables';
import { observableKey, type NamingRules } from '../../domain/observables/observable';
import { isAlert } from '../../runs/alert-scope';
import { toProblem } from './panel-problem';
import type { Asker, PanelIssue, PanelSite, Rights, ViewPorts } from './panel-ports';

/** Forge delivers an event within three minutes; the sweep comes every five. An older alert waits for nothing. */
const RUN_IS_EXPECTED_MS = 10 * 60_000;

/** What the panel shows when it opens: the stored record, and what the person may do. */
export async function viewPanel(asker: Asker, ports: ViewPorts): Promise<Reply<PanelView>> {
  return view(asker, ports.readRights(asker.issueId), ports.readIssue(asker.issueId), ports);
}

/** The same for a person whose rights were checked before. */
export async function viewWithRights(asker: Asker, rights: Rights, ports: ViewPorts): Promise<Reply<PanelView>> {
  return view(asker, Promise.resolve(rights), ports.readIssue(asker.issueId), ports);
}

/** The same where the issue is known, too: a run that wrote the record need not read it back. */
export async function viewOfIssue(
  asker: Asker,
  rights: Rights,
  issue: PanelIssue,
  ports: ViewPorts,
): Promise<Reply<PanelView>> {
  return view(asker, Promise.resolve(rights), Promise.resolve({ ok: true, value: issue }), ports);
}

async function view(
  asker: Asker,
  asked: Promise<Rights>,
  read: Promise<Result<PanelIssue>>,
  ports: ViewPorts,
): Promise<Reply<PanelView>> {
  const [rights, site, issue] = await Promise.all([asked, ports.readSite(asker.issueId), read]);
  if (!site.ok) return { ok: false, problem: toProblem(site.failure) };
  if (!issue.ok) return { ok: false, problem: toProblem(issue.failure) };
  const { sourceFieldIds } = site.value;
  const namesNone = issue.value.record?.outcome === 'no-observable' && sourceFieldIds.length > 0;
  const emptyFields = namesNone ? await ports.readEmptyFields(asker.issueId, sourceFieldIds) : [];
  return { ok: true, value: { ...toView(asker, rights, site.value, issue.value, ports.now()), emptyFields } };
}

function toView(
  asker: Asker,
  rights: Rights,
  site: PanelSite,
  issue: PanelIssue,
  now: Date,
): Omit<PanelView, 'emptyFields'> {
  const { settings } = site;
  const { record } = issue;
  const isConfigured = settings.address !== null;
  const isOfScope = isAlert(issue, site) === true;
  return {
    record: record === null ? null : withTrustedLinks(record, settings.address),
    keys: record === null ? [] : keysOf(record, settings.naming),
    isNewerRecord: issue.isNewerRecord,
    isConfigured,
    isAlert: isOfScope,
    isExpected:
      isConfigured &&
      isOfScope &&
      settings.alerts.automatic &&
      record === null &&
      !issue.isNewerRecord &&
      isNew(issue, now),
    ...rights,
    viewer: asker.accountId,
    step: site.step,
  };
}

function isNew({ createdAt }: PanelIssue, now: Date): boolean {
  return createdAt !== null && now.getTime() - Date.parse(createdAt) < RUN_IS_EXPECTED_MS;
}

/** Identity of each recorded observable under today's naming rules: a choice is bound to what the next run will find. */
export function keysOf(record: AlertRecord, naming: NamingRules): (string | null)[] {
  return record.observables.map(({ kind, value, field }) => {
    const [found] = findObservables([{ field, kind, texts: [value] }], naming).observables;
    return found === undefined ? null : observableKey(found);
  });
}

function withTrustedLinks(record: AlertRecord, address: Settings['address']): AlertRecord {
  const isTrusted = (link: string) => address !== null && URL.canParse(link) && new URL(link).origin === address;
  return {
    ...record,
    assets: record.assets.map(asset => (isTrusted(asset.link) ? asset : { ...asset, link: '' })),
  };
}
