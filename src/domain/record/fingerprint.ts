import { createHash } from 'node:crypto';
import { listFacts } from '../facts/list-facts';
import type { Asset } from '../matching/asset';
import type { Report } from './report';

/** Goes up when what is hashed changes: fingerprints of another algorithm say nothing about each other. */
const ALGORITHM = '2';

/** Whether two fingerprints can be compared. A former version wrote none of an algorithm. */
export function isComparable(fingerprint: string): boolean {
  return fingerprint.startsWith(`${ALGORITHM}:`);
}

/** Parts of a report that say when, how and for whom it was made. Whatever else a report has, or will have, counts. */
const NOT_SAID = [
  'issueId',
  'input',
  'createdAt',
  'startedAt',
  'enrichedAt',
  'answeredAt',
  'trigger',
  'requestedBy',
  'questions',
] as const satisfies readonly (keyof Report)[];

/**
 * `<algorithm>:<sha256 in hex>` of what a run found out, without *as of*: two runs with equal facts say the same to a reader,
 * so the second needs no write. Order that the tenant doesn't promise doesn't count; neither does the next try.
 */
export function fingerprintOf(report: Report): string {
  const { failure, judgement } = report;
  const facts = {
    ...omit(report, NOT_SAID),
    failure: failure && {
      kind: failure.failure.kind,
      side: failure.failure.side,
      sentence: failure.failure.sentence,
      triesAgain: failure.nextTry !== null,
      gaveUp: failure.gaveUp,
    },
    judgement: judgement && { ...judgement, assets: judgement.assets.map(describeAsset) },
    findings: (report.findings ?? []).map(({ asOf: _, ...said }) => said),
  };
  return `${ALGORITHM}:${createHash('sha256').update(canonicalJson(facts)).digest('hex')}`;
}

/** Which asset it is, and the one list of what is known of it. */
function describeAsset(asset: Asset) {
  const { id, inventory = null, link, displayName } = asset;
  return { id, inventory, link, displayName, facts: listFacts(asset).map(canonicalJson).sort() };
}

function omit<T extends object, K extends keyof T>(whole: T, keys: readonly K[]): Omit<T, K> {
  const rest = { ...whole };
  for (const key of keys) Reflect.deleteProperty(rest, key);
  return rest;
}

/** JSON with sorted keys: two objects that differ only in the order of their keys are the same fact. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
