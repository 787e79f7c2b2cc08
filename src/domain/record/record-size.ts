import type { AlertRecord, RecordedAsset } from '../../contract/record';

/** Jira stores at most 32,768 characters of JSON in an entity property; the rest is a margin. */
export const RECORD_LIMIT = 30_000;
const LEFT_OUT = 'Some detail has no room in the record and was left out.';

/**
 * The record in at most `RECORD_LIMIT` characters of JSON. Detail goes in this order, until it fits: interfaces, what was
 * tried, lists beyond eight entries, facts, assets that were not used, changes of earlier runs, rejected values, lists
 * beyond two entries, notes and choices beyond ten, assets and observables from the end. Every asset says how many
 * entries it lost; a note says that something was left out.
 */
export function fitRecord(record: AlertRecord): AlertRecord {
  if (sizeOf(record) <= RECORD_LIMIT) return record;
  let fitted: AlertRecord = { ...record, notes: [LEFT_OUT, ...record.notes] };
  for (const reduce of REDUCTIONS) {
    fitted = reduce(fitted);
    if (sizeOf(fitted) <= RECORD_LIMIT) return fitted;
  }
  return dropFromTheEnd(fitted);
}

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
  record => ({
    ...record,
    notes: record.notes.slice(0, 10),
    choices: Object.fromEntries(Object.entries(record.choices).slice(-10)),
  }),
];

/** Each entry is measured once: an alert of many observables can have thousands of assets. */
function dropFromTheEnd(record: AlertRecord): AlertRecord {
  let size = sizeOf(record);
  const fit = <T>(entries: readonly T[]): readonly T[] => {
    let kept = entries.length;
    while (size > RECORD_LIMIT && kept > 1) {
      kept -= 1;
      size -= JSON.stringify(entries[kept]).length + ','.length;
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
  const lists = [asset.names, asset.addresses, asset.macs, asset.adapters];
  const lost = lists.reduce((sum, list) => sum + Math.max(0, list.length - most), 0);
  const short = {
    names: asset.names.slice(0, most),
    addresses: asset.addresses.slice(0, most),
    macs: asset.macs.slice(0, most),
    adapters: asset.adapters.slice(0, most),
  };
  return countOmitted({ ...asset, ...short }, asset, lost);
}

function countOmitted(reduced: RecordedAsset, original: RecordedAsset, lost: number): RecordedAsset {
  const omitted = (original.omitted ?? 0) + lost;
  return omitted === 0 ? reduced : { ...reduced, omitted };
}

function eachAsset(record: AlertRecord, change: (asset: RecordedAsset) => RecordedAsset): AlertRecord {
  return { ...record, assets: record.assets.map(change) };
}

function sizeOf(record: AlertRecord): number {
  return JSON.stringify(record).length;
}
