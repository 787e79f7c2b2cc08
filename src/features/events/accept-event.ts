import type { Settings } from '../../contract/settings';
import type { QueuedTrigger } from '../../contract/vocabulary';
import type { Result } from '../../domain/pacing/failure';

/** What an issue event says, as far as it can be relied on: custom fields are not in it. */
export interface IssueEvent {
  readonly kind: 'created' | 'updated';
  readonly issueId: string;
  readonly projectId: string | null;
  readonly issueType: { readonly id: string | null; readonly name: string | null };
  /** Ids and names of the fields that changed; null where the event's changelog has a shape that is not known. */
  readonly changedFields: readonly string[] | null;
}

/** The body of an event in the queue `enrichment`. */
export interface QueuedAlert {
  readonly issueId: string;
  readonly trigger: QueuedTrigger;
  readonly requestedBy: string | null;
  readonly seenAt: string | null;
  readonly fresh: boolean;
  /** ISO 8601; tells how long the alert waited in the queue. */
  readonly queuedAt: string;
}

/** What the trigger needs to know of the site, in one storage read. */
export interface KnownSite {
  readonly settings: Settings;
  /** Names resolved to ids by an earlier run, or null: then names are compared. */
  readonly issueTypeIds: readonly string[] | null;
  readonly sourceFieldIds: readonly string[] | null;
}

export type PushOutcome = 'pushed' | 'queue-full';

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
    {
      issueId: event.issueId,
      trigger: event.kind,
      requestedBy: null,
      seenAt: null,
      fresh: false,
      queuedAt: ports.now().toISOString(),
    },
    site.value.settings.advanced.concurrency,
  );
  return outcome === 'pushed' ? 'pushed' : 'busy';
}

function startsRun(event: IssueEvent, { settings, issueTypeIds, sourceFieldIds }: KnownSite): boolean {
  const { alerts, address } = settings;
  if (!alerts.automatic || address === null) return false;
  if (alerts.projects.length > 0 && event.projectId !== null && !alerts.projects.includes(event.projectId))
    return false;
  const isAlert = alerts.issueTypes.some(type =>
    'id' in type ? type.id === event.issueType.id : sameName(type.name, event.issueType.name),
  );
  const isResolvedAlert = event.issueType.id !== null && issueTypeIds?.includes(event.issueType.id);
  if (!isAlert && !isResolvedAlert && !hasNoType(event)) return false;
  if (event.kind === 'created' || event.changedFields === null) return true;
  const sources = new Set([
    ...(sourceFieldIds ?? []),
    ...alerts.sourceFields.map(({ field }) => ('id' in field ? field.id : field.name.toLowerCase())),
    // An issue that becomes an alert, or moves into a project of alerts, is read as a new one.
    'issuetype',
    'project',
  ]);
  return event.changedFields.some(field => sources.has(field) || sources.has(field.toLowerCase()));
}

/** An event without a type is let through: the run reads the issue and decides. */
function hasNoType(event: IssueEvent): boolean {
  return event.issueType.id === null && event.issueType.name === null;
}

function sameName(expected: string, actual: string | null): boolean {
  return actual !== null && expected.trim().toLowerCase() === actual.trim().toLowerCase();
}
