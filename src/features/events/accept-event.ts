import type { Result } from '../../domain/pacing/failure';
import { isAlert, type AlertDefinition, type IssuePlace } from '../../runs/alert-scope';
import { queueAlert, type PushOutcome, type QueuedAlert } from '../../runs/queued-alert';

/** What an issue event says, as far as it can be relied on: custom fields are not in it. */
export interface IssueEvent extends IssuePlace {
  readonly kind: 'created' | 'updated';
  readonly issueId: string;
  /** Ids and names of the fields that changed; null where the event's changelog has a shape that is not known. */
  readonly changedFields: readonly string[] | null;
}

/** What the trigger needs to know of the site, in one storage read. */
export interface KnownSite extends AlertDefinition {
  /** Names resolved to ids by an earlier run, or null: then names are compared. */
  readonly sourceFieldIds: readonly string[] | null;
}

export interface AcceptPorts {
  readSite(): Promise<Result<KnownSite>>;
  push(alert: QueuedAlert, concurrency: number): Promise<PushOutcome>;
  now(): Date;
}

/**
 * Decides whether an issue event starts a run and puts it into the queue. The cheap questions come first: what the event
 * says, then the settings.
 *
 * @returns `busy` where the queue takes no more events now; Forge must deliver the event again
 */
export async function acceptEvent(event: IssueEvent, ports: AcceptPorts): Promise<'pushed' | 'ignored' | 'busy'> {
  if (event.kind === 'updated' && event.changedFields?.length === 0) return 'ignored';
  const site = await ports.readSite();
  if (!site.ok) return 'ignored';
  if (!startsRun(event, site.value)) return 'ignored';
  const outcome = await ports.push(
    queueAlert({ issueId: event.issueId, trigger: event.kind }, ports.now()),
    site.value.settings.advanced.concurrency,
  );
  return outcome === 'pushed' ? 'pushed' : 'busy';
}

function startsRun(event: IssueEvent, site: KnownSite): boolean {
  const { alerts, address } = site.settings;
  if (!alerts.automatic || address === null) return false;
  // An event without a type is let through: the run reads the issue and decides.
  if (isAlert(event, site) === false) return false;
  if (event.kind === 'created' || event.changedFields === null) return true;
  const sources = new Set([
    ...(site.sourceFieldIds ?? []),
    ...alerts.sourceFields.map(({ field }) => ('id' in field ? field.id : field.name.toLowerCase())),
    // An issue that becomes an alert, or moves into a project of alerts, is read as a new one.
    'issuetype',
    'project',
  ]);
  return event.changedFields.some(field => sources.has(field) || sources.has(field.toLowerCase()));
}
