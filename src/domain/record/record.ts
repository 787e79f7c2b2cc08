import type {
  AlertRecord,
  RecordedChoice,
  RecordedFinding,
  RecordedObservable,
  RecordedRun,
} from '../../contract/record';
import type { NotWritten } from '../../contract/vocabulary';
import { differences } from './differences';
import { fingerprintOf } from './fingerprint';
import type { JudgedObservable, Judgement } from '../matching/judgement';
import { recordAsset } from './record-asset';
import { fitRecord } from './record-size';
import { toSecond } from './record-moments';
import { unknownKeysOf } from './unknown-keys';
import { withDue } from '../pacing/due';
import { cleanText, safeLink } from './record-text';
import type { Report } from './report';

export const RUNS_KEPT = 10;
const VALUE = 255;
const SENTENCE = 500;

export interface RecordContext {
  readonly previous: AlertRecord | null;
  /** Whether the target field now holds this run's context. */
  readonly written: boolean;
  readonly notWritten: NotWritten | null;
  /** `blockHash` of the block as written; null keeps what the previous record says. */
  readonly block: string | null;
}

/** The record of one run: at most 30,000 characters of JSON; the last ten runs, the newest last. */
export function buildRecord(report: Report, context: RecordContext): AlertRecord {
  const { previous } = context;
  const current = describeRun(report, context);
  const changes = previous === null ? [] : differences(previous, current);
  const run: RecordedRun = {
    at: toSecond(report.enrichedAt),
    trigger: report.trigger,
    outcome: current.outcome,
    changes,
  };
  const kept = previous === null ? {} : unknownKeysOf(previous);
  const runs = [...(previous?.runs ?? []), run].slice(-RUNS_KEPT);
  return fitRecord(withDue({ ...kept, ...current, runs }, Date.parse(report.enrichedAt)));
}

function describeRun(report: Report, context: RecordContext): AlertRecord {
  const { judgement, failure, found } = report;
  const outcome = failure === null && judgement !== null ? judgement.outcome : 'failed';
  const fromCache = report.answeredAt !== null && report.answeredAt < report.startedAt;
  return {
    v: 1,
    issueId: report.issueId,
    outcome,
    confidence: outcome === 'failed' ? null : (judgement?.confidence ?? null),
    assetCount: judgement?.assets.length ?? 0,
    unresolved: judgement?.unresolved ?? found.observables.length,
    written: context.written,
    notWritten: context.notWritten,
    primary: judgement && outcome !== 'failed' ? primaryOf(judgement) : null,
    assets: judgement?.assets.map(recordAsset) ?? [],
    observables: judgement?.observables.map(recordJudged) ?? recordUnasked(report),
    rejected: found.rejected.map(({ value, reason }) => ({
      value: cleanText(value, VALUE),
      reason: cleanText(reason, VALUE),
    })),
    ...(report.provisional === undefined ? {} : { provisional: report.provisional }),
    ...(report.findings === undefined || report.findings.length === 0
      ? {}
      : { findings: recordFindings(report.findings) }),
    ...(report.partial === undefined ? {} : { partial: report.partial }),
    failure: failure && {
      kind: failure.failure.kind,
      sentence: cleanText(failure.failure.sentence, SENTENCE),
      nextTry: failure.nextTry,
    },
    trigger: report.trigger,
    requestedBy: report.requestedBy,
    alertTime: report.alertTime,
    startedAt: report.startedAt,
    enrichedAt: toSecond(report.enrichedAt),
    contextSeconds: secondsToContext(report, context, outcome === 'failed'),
    questions: report.questions,
    ...(fromCache ? { answeredAt: report.answeredAt } : {}),
    input: report.input,
    fingerprint: fingerprintOf(report),
    block: context.block ?? context.previous?.block ?? null,
    choices: recordChoices(report.choices),
    runs: [],
    notes: notesOf(report),
  };
}

/** The first asset that an observable is tied to: candidates of an ambiguous one, and other machines, are never called primary. */
function primaryOf(judgement: Judgement): AlertRecord['primary'] {
  const tied = judgement.observables.filter(
    one => (one.outcome === 'matched' || one.outcome === 'stale') && one.isOtherMachine !== true,
  );
  const ids = new Set(tied.flatMap(one => one.assetIds));
  const asset = judgement.assets.find(one => ids.has(one.id));
  if (asset === undefined) return null;
  const { id, names, lastSeen } = recordAsset(asset);
  return { assetId: id, host: names[0] ?? id, lastSeen: lastSeen === null ? null : toSecond(lastSeen) };
}

function recordJudged(judged: JudgedObservable): RecordedObservable {
  return {
    kind: judged.observable.kind,
    value: cleanText(judged.observable.value, VALUE),
    field: judged.observable.field,
    outcome: judged.outcome,
    confidence: judged.confidence,
    rule: judged.rule,
    because: cleanText(judged.because, SENTENCE),
    assetIds: judged.assetIds.map(id => cleanText(id, 100)),
    others: judged.others.map(other => ({
      id: cleanText(other.id, 100),
      name: cleanText(other.name, VALUE),
      because: cleanText(other.because, VALUE),
    })),
    tried: judged.tried.map(variant => cleanText(variant, VALUE)),
    ...(judged.isOtherMachine === undefined ? {} : { otherMachine: judged.isOtherMachine }),
  };
}

/** A run that failed before it could judge still says which observables the alert has. */
function recordUnasked(report: Report): RecordedObservable[] {
  return report.found.observables.map(observable => ({
    kind: observable.kind,
    value: cleanText(observable.value, VALUE),
    field: observable.field,
    outcome: 'failed',
    confidence: null,
    rule: null,
    because: 'Axonius did not answer',
    assetIds: [],
    others: [],
    tried: [],
  }));
}

/**
 * Counts to the first context: a later run doesn't make the first one slower. A failure is no context.
 */
function secondsToContext(report: Report, context: RecordContext, failed: boolean): number | null {
  const first = context.previous?.contextSeconds ?? null;
  if (first !== null || failed || !context.written) return first;
  const milliseconds = Date.parse(report.enrichedAt) - Date.parse(report.createdAt);
  return Number.isNaN(milliseconds) ? null : Math.max(0, Math.round(milliseconds / 100) / 10);
}

function recordChoices(choices: Report['choices']): Record<string, RecordedChoice> {
  return Object.fromEntries(Object.entries(choices).map(([key, choice]) => [cleanText(key, 300), choice]));
}

const FINDINGS = 6_000;

/** As many findings as have room, cleaned like everything that comes from outside. */
function recordFindings(findings: readonly RecordedFinding[]): readonly RecordedFinding[] {
  let room = FINDINGS;
  return findings.map(cleanFinding).filter(finding => (room -= JSON.stringify(finding).length) >= 0);
}

function cleanFinding({ source, about, state, facts, link, asOf, because }: RecordedFinding): RecordedFinding {
  return {
    source,
    about: cleanText(about, VALUE),
    state,
    facts: facts.map(({ label, value }) => ({ label: cleanText(label, 40), value: cleanText(value, SENTENCE) })),
    link: link === null ? null : safeLink(link),
    asOf,
    because: because === null ? null : cleanText(because, SENTENCE),
  };
}

function notesOf(report: Report): string[] {
  const notes = (report.judgement?.notes ?? []).map(note => cleanText(note, SENTENCE));
  const { notRead } = report.found;
  if (notRead > 0) notes.push(notRead === 1 ? '1 more value was not read.' : `${notRead} more values were not read.`);
  if (report.failure?.gaveUp) notes.push('The app has stopped trying.');
  return notes;
}
