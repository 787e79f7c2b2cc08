import { createHash } from 'node:crypto';
import type { Asset } from '../matching/asset';
import type { Report } from './report';

/** Goes up when what is hashed changes: fingerprints of another algorithm say nothing about each other. */
const ALGORITHM = '2';

/** Whether two fingerprints can be compared. A former version wrote none of an algorithm. */
export function isComparable(fingerprint: string): boolean {
  return fingerprint.startsWith(`${ALGORITHM}:`);
}

/**
 * `<algorithm>:<sha256 in hex>` of what a run found out, without *as of*: two runs with equal facts say the same to a reader, so the second
 * needs no write. Order that the tenant doesn't promise (adapters, facts) doesn't count; neither does the next try.
 */
export function fingerprintOf(report: Report): string {
  const { judgement, failure } = report;
  const facts = {
    alertTime: report.alertTime,
    failure: failure && {
      kind: failure.failure.kind,
      side: failure.failure.side,
      sentence: failure.failure.sentence,
      triesAgain: failure.nextTry !== null,
      gaveUp: failure.gaveUp,
    },
    judgement: judgement && {
      outcome: judgement.outcome,
      confidence: judgement.confidence,
      unresolved: judgement.unresolved,
      notes: judgement.notes,
      assets: judgement.assets.map(assetFacts),
      observables: judgement.observables.map(judged => ({
        kind: judged.observable.kind,
        value: judged.observable.value,
        field: judged.observable.field,
        outcome: judged.outcome,
        confidence: judged.confidence,
        rule: judged.rule,
        because: judged.because,
        assetIds: judged.assetIds,
        others: judged.others,
      })),
    },
    findings: (report.findings ?? []).map(({ asOf: _, ...said }) => said),
    partial: report.partial ?? [],
    rejected: report.found.rejected,
    notRead: report.found.notRead,
    choices: Object.entries(report.choices)
      .map(([key, choice]) => [key, choice.assetId, choice.notAssetIds ?? [], choice.dropped ?? null])
      .sort((one, other) => (String(one[0]) < String(other[0]) ? -1 : 1)),
  };
  return `${ALGORITHM}:${createHash('sha256').update(canonicalJson(facts)).digest('hex')}`;
}

function assetFacts(asset: Asset) {
  return {
    id: asset.id,
    inventory: asset.inventory ?? null,
    displayName: asset.displayName,
    hostnames: asset.hostnames,
    names: asset.names,
    os: asset.os,
    lastSeen: asset.lastSeen,
    firstSeen: asset.firstSeen,
    interfaces: asset.interfaces,
    addresses: asset.addresses,
    macs: asset.macs,
    adapters: [...asset.adapters].sort(),
    facts: asset.facts,
    link: asset.link,
  };
}

/** JSON with sorted keys: two objects that differ only in the order of their keys are the same fact. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
