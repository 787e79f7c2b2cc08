import type { AlertRecord, RecordedRun } from '../../src/contract/record';
import { OUTCOME_NAMES } from '../../src/contract/outcome-words';
import type { RunTrigger } from '../../src/contract/vocabulary';
import { assetThatWent, changeInWords } from './change-words';

/** One line of the history: when (ISO 8601), what happened, and how it ended. */
export interface HistoryLine {
  readonly at: string;
  readonly what: string;
  readonly outcome: string;
  readonly changes: readonly string[];
}

const TRIGGERS: Readonly<Record<RunTrigger, string>> = {
  created: 'The alert was created',
  updated: 'The alert changed',
  manual: 'Enrich was pressed',
  sweep: 'Checked again on schedule',
  backfill: 'Enriched by a backfill',
};

/** A decision and the run that follows it are one thing to a person. */
const FOLLOWS_WITHIN_MS = 60_000;
/** Runs are told in whole seconds, decisions to the millisecond. */
const WHOLE_SECOND_MS = 1_000;

/** What happened to the alert, newest first, with people by name. */
export function historyOf(record: AlertRecord, whoIs: (accountId: string) => string): readonly HistoryLine[] {
  const decisions = decisionsIn(record, whoIs);
  const newest = record.runs.at(-1);
  return record.runs.toReversed().map(run => ({
    at: run.at,
    what: decisions.get(run) ?? (run === newest ? newestInWords(record, whoIs) : TRIGGERS[run.trigger]),
    outcome: OUTCOME_NAMES[run.outcome],
    changes: run.changes.map(changeInWords),
  }));
}

function newestInWords({ trigger, requestedBy }: AlertRecord, whoIs: (accountId: string) => string): string {
  return trigger === 'manual' && requestedBy !== null ? `${whoIs(requestedBy)} pressed Enrich` : TRIGGERS[trigger];
}

/** Decisions by the run that each of them started. */
function decisionsIn(
  { runs, choices, assets, observables }: AlertRecord,
  whoIs: (accountId: string) => string,
): ReadonlyMap<RecordedRun, string> {
  const names = new Map([
    ...observables.flatMap(({ others }) => others.map(({ id, name }) => [id, name] as const)),
    ...assets.map(({ id, names: [name] }) => [id, name ?? 'an asset'] as const),
  ]);
  const said = new Map<RecordedRun, string>();
  for (const { assetId, notAssetIds, by, at } of Object.values(choices)) {
    const run = runs.find(one => {
      const afterMs = Date.parse(one.at) - Date.parse(at);
      return one.trigger === 'manual' && afterMs > -WHOLE_SECOND_MS && afterMs <= FOLLOWS_WITHIN_MS;
    });
    if (run === undefined) continue;
    // What was ruled out may stand in the record no more; the run that dropped it says its name.
    const name = names.get(assetId ?? notAssetIds?.at(-1) ?? '') ?? droppedIn(run) ?? 'an asset';
    said.set(run, `${whoIs(by)} ${assetId === null ? 'ruled out' : 'chose'} ${name}`);
  }
  return said;
}

function droppedIn({ changes }: RecordedRun): string | undefined {
  const dropped = changes.flatMap(change => assetThatWent(change) ?? []);
  return dropped.length === 1 ? dropped[0] : undefined;
}
