import type { AlertRecord, RecordedAsset, RecordedChoice } from '../../contract/record';
import { LISTS } from './record-asset';

/**
 * Jira stores at most 32,768 characters of JSON in an entity property (Jira REST v3, issue properties); the rest is a margin.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-properties/
 */
export const RECORD_LIMIT = 30_000;
/**
 * The same limit is called "32 KB" elsewhere (https://developer.atlassian.com/server/jira/platform/entity-properties/).
 *
 * assumption: property-size Whether Jira counts characters or bytes is open: a record keeps both limits.
 */
const BYTE_LIMIT = 32_000;
/** Choices are people's work and stay longest: the newest that fit into so many bytes. */
const CHOICES_BYTES = 8_000;
const MOST_CHOICES = 50;
const MOST_RULED_OUT = 20;
const LEFT_OUT = 'Some detail has no room in the record and was left out.';

/**
 * The record in at most `RECORD_LIMIT` characters and 32,000 bytes of JSON. Detail goes in this order, until it fits: interfaces,
 * what was tried, lists beyond eight entries, facts, assets that were not used, changes of earlier runs, rejected values, lists
 * beyond two entries, notes, what else can be done without, assets and observables from the end. The newest choices stay. Every
 * asset says how many entries it lost; a note says that something was left out.
 */
export function fitRecord(record: AlertRecord): AlertRecord {
  const bounded = { ...record, choices: newestChoices(record.choices) };
  if (fits(bounded)) return bounded;
  let fitted: AlertRecord = { ...bounded, notes: [LEFT_OUT, ...bounded.notes] };
  for (const reduce of REDUCTIONS) {
    fitted = reduce(fitted);
    if (fits(fitted)) return fitted;
  }
  return dropFromTheEnd(fitted);
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
type Reduction = (record: AlertRecord) => AlertRecord;

const REDUCTIONS: readonly Reduction[] = [
  record => eachAsset(record, withoutInterfaces),
  record => ({ ...record, observables: record.observables.map(one => ({ ...one, tried: [] })) }),
  record => eachAsset(record, asset => shortLists(asset, 8)),
  record => eachAsset(record, withoutFacts),
  record => ({ ...record, observables: record.observables.map(one => ({ ...one, others: one.others.slice(0, 2) })) }),
  record => ({ ...record, runs: record.runs.map(run => ({ ...run, changes: run.changes.slice(0, 2) })) }),
  record => ({ ...record, rejected: record.rejected.slice(0, 10) }),
  record => eachAsset(record, asset => shortLists(asset, 2)),
  record => ({
    ...record,
    observables: record.observables.map(one => ({ ...one, assetIds: one.assetIds.slice(0, 5) })),
  }),
  record => ({ ...record, notes: record.notes.slice(0, 10) }),
  record => ({ ...record, notes: record.notes.slice(0, 3), rejected: [] }),
  record => ({ ...record, runs: record.runs.slice(-3).map(run => ({ ...run, changes: [] })) }),
  record => ({
    ...record,
    observables: record.observables.map(one => ({ ...one, others: [], assetIds: one.assetIds.slice(0, 2) })),
  }),
];

/** The newest decisions first, as many as have room, each with the newest of the assets that it ruled out. */
function newestChoices(choices: AlertRecord['choices']): AlertRecord['choices'] {
  const newest = Object.entries(choices).sort(([, one], [, other]) => (one.at > other.at ? -1 : 1));
  const kept: [string, RecordedChoice][] = [];
  let room = CHOICES_BYTES;
  for (const [key, choice] of newest.slice(0, MOST_CHOICES)) {
    const { notAssetIds, ...rest } = choice;
    const short = notAssetIds === undefined ? rest : { ...rest, notAssetIds: notAssetIds.slice(-MOST_RULED_OUT) };
    room -= bytesOf(JSON.stringify([key, short]));
    if (room < 0) break;
    kept.push([key, short]);
  }
  const shortened = new Map(kept);
  return Object.fromEntries(
    Object.keys(choices).flatMap(key => {
      const choice = shortened.get(key);
      return choice === undefined ? [] : [[key, choice] as const];
    }),
  );
}

/** Each entry is measured once: an alert of many observables can have thousands of assets. */
function dropFromTheEnd(record: AlertRecord): AlertRecord {
  const json = JSON.stringify(record);
  let characters = json.length;
  let bytes = bytesOf(json);
  const fit = <T>(entries: readonly T[]): readonly T[] => {
    let kept = entries.length;
    while ((characters > RECORD_LIMIT || bytes > BYTE_LIMIT) && kept > 0) {
      kept -= 1;
      const entry = JSON.stringify(entries[kept]);
      characters -= entry.length + ','.length;
      bytes -= bytesOf(entry) + ','.length;
    }
    return entries.slice(0, kept);
  };
  const assets = fit(record.assets);
  return { ...record, assets, observables: fit(record.observables) };
}

function withoutInterfaces(asset: RecordedAsset): RecordedAsset {
  const { interfaces, ...rest } = asset;
  return countOmitted(rest, asset, interfaces?.length ?? 0);
}

function withoutFacts(asset: RecordedAsset): RecordedAsset {
  const { facts, ...rest } = asset;
  return countOmitted(rest, asset, facts?.length ?? 0);
}

function shortLists(asset: RecordedAsset, most: number): RecordedAsset {
  const short: Writable<RecordedAsset> = { ...asset };
  let lost = 0;
  for (const list of Object.values(LISTS)) {
    short[list] = asset[list].slice(0, most);
    lost += asset[list].length - short[list].length;
  }
  return countOmitted(short, asset, lost);
}

function countOmitted(reduced: RecordedAsset, original: RecordedAsset, lost: number): RecordedAsset {
  const omitted = (original.omitted ?? 0) + lost;
  return omitted === 0 ? reduced : { ...reduced, omitted };
}

function eachAsset(record: AlertRecord, change: (asset: RecordedAsset) => RecordedAsset): AlertRecord {
  return { ...record, assets: record.assets.map(change) };
}

function fits(record: AlertRecord): boolean {
  const json = JSON.stringify(record);
  return json.length <= RECORD_LIMIT && bytesOf(json) <= BYTE_LIMIT;
}

function bytesOf(json: string): number {
  return new TextEncoder().encode(json).length;
}
