import type { FailureCause, NewestAlerts } from '../../contract/health';
import type { AlertRecord } from '../../contract/record';
import { knownTime } from './record-moments';

/** What Health needs of one alert; a record is up to 30,000 characters, and 500 of them are read. */
export interface AlertDigest {
  readonly key: string;
  readonly hasRecord: boolean;
  readonly seconds: number | null;
  readonly hasMatch: boolean;
  readonly isMarkedWrong: boolean;
  readonly failure: string | null;
  readonly notFound: readonly string[];
  /** When Axonius answered this run, ISO 8601. */
  readonly answeredAt: string | null;
}

export function digest(key: string, record: AlertRecord | null): AlertDigest {
  if (record === null) {
    return {
      key,
      hasRecord: false,
      seconds: null,
      hasMatch: false,
      isMarkedWrong: false,
      failure: null,
      notFound: [],
      answeredAt: null,
    };
  }
  const isAnswered = record.outcome !== 'failed' && record.outcome !== 'no-observable';
  const isMarkedWrong = Object.values(record.choices).some(({ notAssetIds }) => (notAssetIds ?? []).length > 0);
  return {
    key,
    hasRecord: true,
    seconds: record.contextSeconds,
    // An asset that somebody rejected was matched before.
    hasMatch: record.assetCount > 0 || isMarkedWrong,
    isMarkedWrong,
    failure: record.outcome === 'failed' ? (record.failure?.kind ?? 'unknown') : null,
    notFound: record.observables.filter(({ outcome }) => outcome === 'not-found').map(({ value }) => value),
    answeredAt: isAnswered ? (record.answeredAt ?? record.enrichedAt) : null,
  };
}

const MOST_NAMES = 10;
const MOST_EXAMPLES = 3;

/** The figures of the newest alerts, given newest first. */
export function figuresOf(digests: readonly AlertDigest[], now: Date): NewestAlerts {
  const seconds = digests.flatMap(one => one.seconds ?? []).sort((one, other) => one - other);
  const answers = digests.flatMap(one => knownTime(one.answeredAt, now.getTime()) ?? []);
  return {
    read: digests.length,
    withRecord: digests.filter(one => one.hasRecord).length,
    medianSeconds: percentile(seconds, 0.5),
    percentile95Seconds: percentile(seconds, 0.95),
    notThisMachine: {
      marked: digests.filter(one => one.isMarkedWrong).length,
      of: digests.filter(one => one.hasMatch).length,
    },
    failures: failuresOf(digests),
    notFound: namesOf(digests),
    lastAnswer: answers.length === 0 ? null : new Date(Math.max(...answers)).toISOString(),
  };
}

/** The smallest value that at least this share does not exceed (nearest rank). */
function percentile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
}

function namesOf(digests: readonly AlertDigest[]): NewestAlerts['notFound'] {
  const counts = new Map<string, { name: string; alerts: number }>();
  for (const { notFound } of digests) {
    for (const name of new Set(notFound)) {
      const known = counts.get(name.toLowerCase());
      counts.set(name.toLowerCase(), { name: known?.name ?? name, alerts: (known?.alerts ?? 0) + 1 });
    }
  }
  return [...counts.values()].sort((one, other) => other.alerts - one.alerts).slice(0, MOST_NAMES);
}

function failuresOf(digests: readonly AlertDigest[]): FailureCause[] {
  const kinds = [...new Set(digests.flatMap(one => one.failure ?? []))];
  return kinds
    .map(kind => {
      const keys = digests.filter(one => one.failure === kind).map(one => one.key);
      return { kind, ...causeOf(kind), alerts: keys.length, examples: keys.slice(0, MOST_EXAMPLES) };
    })
    .sort((one, other) => other.alerts - one.alerts);
}

/**
 * What a kind of failure means and who mends it. The sentence in the record isn't repeated: whoever may edit the issue may
 * have put it there.
 */
function causeOf(kind: string): { readonly sentence: string; readonly nextStep: string } {
  switch (kind) {
    case 'auth':
      return {
        sentence: 'The key was refused.',
        nextStep: 'Test the connection. Enter key and secret again if it fails.',
      };
    case 'forbidden':
      return {
        sentence: 'The role or address range of the service account does not allow the request.',
        nextStep: 'Test the connection, and ask an Axonius admin to check the role.',
      };
    case 'throttled':
      return {
        sentence: 'Too many questions in too short a time.',
        nextStep:
          'The app tries again by itself. If it happens daily, lower “Alerts at the same time” under Output, Advanced.',
      };
    case 'unavailable':
    case 'timeout':
      return {
        sentence: kind === 'timeout' ? 'Axonius did not answer in time.' : 'Axonius could not be reached.',
        nextStep: 'The app tries again by itself for a day. Test the connection if it lasts.',
      };
    case 'egress-denied':
      return {
        sentence: 'Jira did not let the app talk to Axonius.',
        nextStep: 'Test the connection, and approve the domain if it asks for that.',
      };
    case 'bad-query':
      return {
        sentence: 'Axonius did not accept the question.',
        nextStep: 'Check the facts under Output: one of their fields may not exist any more.',
      };
    case 'unexpected-answer':
      return {
        sentence: 'What answered does not speak like Axonius.',
        nextStep: 'Test the connection, and check the address.',
      };
    case 'not-configured':
      return {
        sentence: 'Something was not configured.',
        nextStep: 'Look at what is missing under Alerts, and test the connection.',
      };
    case 'storage-refused':
      return {
        sentence: 'Forge’s storage refused the app, which writes nothing without it.',
        nextStep: 'Open one of these alerts, and send what its panel says to whoever deployed the app.',
      };
    case 'not-editable':
    case 'conflict':
      return {
        sentence: 'Jira did not take the result.',
        nextStep: 'Look at what is missing under Alerts.',
      };
    default:
      return { sentence: 'Something else went wrong.', nextStep: 'Open one of these alerts: its panel says what.' };
  }
}
