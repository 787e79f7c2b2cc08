import type { AlertRecord } from '../../contract/record';
import { dropUnseen } from '../observables/unseen';

const KNOWN: Readonly<Record<keyof AlertRecord, true>> = {
  v: true,
  issueId: true,
  outcome: true,
  confidence: true,
  assetCount: true,
  unresolved: true,
  written: true,
  notWritten: true,
  primary: true,
  assets: true,
  observables: true,
  rejected: true,
  failure: true,
  trigger: true,
  requestedBy: true,
  alertTime: true,
  startedAt: true,
  enrichedAt: true,
  contextSeconds: true,
  questions: true,
  answeredAt: true,
  input: true,
  fingerprint: true,
  block: true,
  choices: true,
  runs: true,
  notes: true,
  provisional: true,
  partial: true,
  due: true,
  findings: true,
};

/** Keys of a former version that others took the place of. */
const FORMER: ReadonlySet<string> = new Set(['facts']);

/** Whoever may edit the issue can put keys into its record: so many characters of JSON are kept. */
const ROOM = 4_000;
const KEY = /^[a-z][A-Za-z0-9]{0,39}$/;

/** Keys of a record that this version doesn't know: another version put them there and needs them again. Never throws. */
export function unknownKeysOf(record: unknown): Readonly<Record<string, unknown>> {
  let room = ROOM;
  return Object.fromEntries(
    Object.entries(typeof record === 'object' && record !== null ? record : {}).flatMap(([key, value]) => {
      if (Object.hasOwn(KNOWN, key) || FORMER.has(key) || !KEY.test(key)) return [];
      const json = toJson(value);
      if (json === null) return [];
      room -= key.length + new TextEncoder().encode(json).length;
      if (room < 0) return [];
      return [[key, JSON.parse(json, clean) as unknown]];
    }),
  );
}

function clean(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? dropUnseen(value) : value;
}

/** Null for what JSON can't hold, or holds only at a depth that ends the stack. */
function toJson(value: unknown): string | null {
  try {
    return JSON.stringify([value]).slice(1, -1);
  } catch {
    return null;
  }
}
