import type { AlertRecord } from '../contract/record';
import type { NotWritten } from '../contract/vocabulary';
import type { Alert } from '../domain/alert/alert';
import type { TargetValue } from '../domain/alert/document';
import { factsOf } from '../domain/record/facts';
import { buildRecord } from '../domain/record/record';
import type { Failure, FailureKind, Result } from '../domain/pacing/failure';
import type { Report } from '../domain/record/report';
import type { ComposedTarget, EnrichmentPorts, RunRequest, Setup } from './ports';

export type WriteResult =
  | { readonly kind: 'written'; readonly record: AlertRecord }
  /** Neither field nor record could be written. */
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** Another run holds the claim on this alert. */
  | { readonly kind: 'busy' }
  /** Nobody can hold one: nothing was written. */
  | { readonly kind: 'unclaimed'; readonly failure: Failure };

/** What `writeContext` would do to the target field, for those who only ask. */
export function planField(
  alert: Alert,
  report: Report,
  request: RunRequest,
  setup: Setup,
  compose: EnrichmentPorts['compose'],
): { readonly written: boolean; readonly notWritten: NotWritten | null } {
  const { written, notWritten } = planWrite(report, compose(report, alert), alert.record, request, setup);
  return { written, notWritten };
}

/** Refusals that Jira spoke: the next try need not wait for a write that might still arrive. */
const wroteNothing: ReadonlySet<FailureKind> = new Set([
  'throttled',
  'auth',
  'forbidden',
  'bad-query',
  'not-editable',
  'not-visible',
]);

interface WritePlan {
  /** Null leaves the target field alone. */
  readonly target: { readonly fieldId: string; readonly value: TargetValue } | null;
  readonly written: boolean;
  readonly notWritten: NotWritten | null;
  readonly block: string | null;
}

/** Merges the block into the target field and writes field and record in one request, or the record alone. */
export async function writeContext(
  alert: Alert,
  report: Report,
  owner: string,
  request: RunRequest,
  setup: Setup,
  ports: EnrichmentPorts,
): Promise<WriteResult> {
  const previous = alert.record;
  const plan = planWrite(report, ports.compose(report, alert), previous, request, setup);
  const claim = { issueId: alert.id, owner, completed: previous?.startedAt ?? null };
  const claimed = await ports.claim(claim);
  if (!claimed.ok) return { kind: 'unclaimed', failure: claimed.failure };
  if (!claimed.value) return { kind: 'busy' };

  ports.enterStep('writing');
  const { target, ...kept } = plan;
  const written = await ports.write({
    issueId: alert.id,
    target,
    record: buildRecord(report, { previous, ...kept }),
    recordWithout: reason => buildRecord(report, { previous, written: false, notWritten: reason, block: null }),
  });
  if (written.ok) return { kind: 'written', record: written.value };
  if (wroteNothing.has(written.failure.kind)) await ports.release(claim);
  return { kind: 'refused', failure: written.failure };
}

/** Writes a failure into the record and leaves field and block as they are. */
export function writeFailureAlone(
  alert: Alert,
  report: Report,
  ports: Pick<EnrichmentPorts, 'write'>,
): Promise<Result<AlertRecord>> {
  const { record: previous } = alert;
  const record = buildRecord(report, { previous, written: false, notWritten: null, block: previous?.block ?? null });
  return ports.write({ issueId: alert.id, target: null, record, recordWithout: () => record });
}

function planWrite(
  report: Report,
  composed: ComposedTarget,
  previous: AlertRecord | null,
  request: RunRequest,
  setup: Setup,
): WritePlan {
  const alone = { target: null, written: false, notWritten: null, block: null };
  const isSame = previous !== null && previous.facts === factsOf(report);
  if (isSame && composed.intact) return { ...alone, written: true, block: previous.block };
  if (!request.writeField) return alone;
  if (setup.targetField === null) return { ...alone, notWritten: 'field-missing' };
  const leavesHumanText = request.trigger !== 'manual' && setup.settings.alerts.filledField === 'leave';
  if ((composed.humanText && leavesHumanText) || !composed.fits) return { ...alone, notWritten: 'field-has-text' };
  const target = { fieldId: setup.targetField.id, value: composed.value };
  return { target, written: true, notWritten: null, block: composed.block };
}
