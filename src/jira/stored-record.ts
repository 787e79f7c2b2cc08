import * as z from 'zod';
import type { AlertRecord, RecordedAsset, RecordedChoice, RecordedObservable } from '../contract/record';
import {
  CONFIDENCES,
  FINDING_STATES,
  MATCH_RULES,
  NOT_WRITTEN,
  OBSERVABLE_KINDS,
  OBSERVABLE_OUTCOMES,
  OUTCOMES,
  TRIGGERS,
} from '../contract/vocabulary';
import type { ForeignRecord } from '../domain/alert/alert';
import { unknownKeysOf } from '../domain/record/unknown-keys';
import { cleanText, safeLink } from '../domain/record/record-text';

/**
 * The record as it was read from Jira. Anyone who may edit the issue can forge it and an older app may have written it, so
 * every part is checked on its own: what can't be read becomes empty, lists and texts are cut, links are `https` only.
 */
const text = (limit: number) => z.string().transform(value => cleanText(value, limit));
const moment = z.iso.datetime({ offset: true }).max(40);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** What a former version wrote as `facts` names no algorithm. */
const fingerprint = z.string().regex(/^(\d{1,4}:)?[0-9a-f]{64}$/);
const count = z.number().int().min(0).max(1_000_000);
const confidence = z.enum(CONFIDENCES).nullable().catch(null);
const outcome = z.enum(OUTCOMES);
const trigger = z.enum(TRIGGERS);
const rule = z.enum(MATCH_RULES);

/** A list that drops the entries that can't be read, after cutting it. */
function list<T>(entry: z.ZodType<T>, most: number) {
  return z
    .array(z.unknown())
    .transform(entries =>
      entries.slice(0, most).flatMap(one => {
        const parsed = entry.safeParse(one);
        return parsed.success ? [parsed.data] : [];
      }),
    )
    .catch([]);
}

/** The same for a list whose last entries are the newest. */
function newest<T>(entry: z.ZodType<T>, most: number) {
  return z.preprocess(entries => (Array.isArray(entries) ? entries.slice(-most) : entries), list(entry, most));
}

const port = z
  .object({
    name: text(100).optional().catch(undefined),
    mac: text(100).optional().catch(undefined),
    addresses: list(text(100), 100),
    manufacturer: text(100).optional().catch(undefined),
  })
  .transform(({ name, mac, addresses, manufacturer }) => ({
    ...(name === undefined ? {} : { name }),
    ...(mac === undefined ? {} : { mac }),
    addresses,
    ...(manufacturer === undefined ? {} : { manufacturer }),
  }));

const fact = z
  .object({
    key: text(44).optional().catch(undefined),
    label: text(40),
    value: text(253),
    personal: z.literal(true).optional().catch(undefined),
  })
  .transform(({ key, label, value, personal }) => ({
    ...(key === undefined ? {} : { key }),
    label,
    value,
    ...(personal === undefined ? {} : { personal }),
  }));

const asset = z
  .object({
    id: text(100).pipe(z.string().min(1)),
    inventory: text(40).optional().catch(undefined),
    names: list(text(253), 50),
    lastSeen: moment.nullable().catch(null),
    addresses: list(text(100), 500),
    macs: list(text(100), 500),
    adapters: list(text(100), 200),
    link: z.string().transform(safeLink).catch(''),
    os: text(100).optional().catch(undefined),
    adapterCount: count.optional().catch(undefined),
    firstSeen: moment.optional().catch(undefined),
    interfaces: list(port, 200).optional(),
    facts: list(fact, 30).optional(),
    omitted: count.optional().catch(undefined),
  })
  .transform(({ inventory, os, adapterCount, firstSeen, interfaces, facts, omitted, ...always }): RecordedAsset => ({
    ...always,
    ...(inventory === undefined ? {} : { inventory }),
    ...(os === undefined ? {} : { os }),
    ...(adapterCount === undefined ? {} : { adapterCount }),
    ...(firstSeen === undefined ? {} : { firstSeen }),
    ...(interfaces === undefined ? {} : { interfaces }),
    ...(facts === undefined ? {} : { facts }),
    ...(omitted === undefined ? {} : { omitted }),
  }));

const observable = z
  .object({
    kind: z.enum(OBSERVABLE_KINDS),
    value: text(255),
    field: text(255).catch(''),
    outcome: z.enum(OBSERVABLE_OUTCOMES),
    confidence,
    rule: rule.nullable().catch(null),
    because: text(500).catch(''),
    assetIds: list(text(100), 50),
    others: list(z.object({ id: text(100), name: text(255), because: text(255) }), 50),
    tried: list(text(255), 100),
    otherMachine: z.literal(true).optional().catch(undefined),
  })
  .transform(({ otherMachine, ...always }): RecordedObservable => ({
    ...always,
    ...(otherMachine === undefined ? {} : { otherMachine }),
  }));

const choice = z
  .object({
    assetId: text(100).nullable().catch(null),
    notAssetIds: newest(text(100), 50).optional(),
    by: text(128),
    at: moment,
    dropped: text(255).optional().catch(undefined),
  })
  .transform(({ assetId, notAssetIds, by, at, dropped }): RecordedChoice => ({
    assetId,
    ...(notAssetIds === undefined ? {} : { notAssetIds }),
    by,
    at,
    ...(dropped === undefined ? {} : { dropped }),
  }));

const finding = z.object({
  source: text(40),
  about: text(255),
  state: z.enum(FINDING_STATES),
  facts: list(z.object({ label: text(40), value: text(500) }), 20),
  link: z.string().transform(safeLink).nullable().catch(null),
  asOf: moment.nullable().catch(null),
  because: text(500).nullable().catch(null),
});

const CHOICE_KEY = /^(hostname|ip|mac):.{1,260}$/;

/** Only keys of our own form are taken over, the newest fifty, so that `__proto__` and the like never become keys. */
const choices = z.unknown().transform(value =>
  Object.fromEntries(
    Object.entries(typeof value === 'object' && value !== null ? value : {})
      .filter(([key]) => CHOICE_KEY.test(key))
      .slice(-1_000)
      .flatMap(([key, one]) => {
        const parsed = choice.safeParse(one);
        return parsed.success ? [[key, parsed.data] as const] : [];
      })
      .sort(([, one], [, other]) => Date.parse(one.at) - Date.parse(other.at))
      .slice(-50),
  ),
);

const failure = z.object({ kind: text(40), sentence: text(500), nextTry: moment.nullable().catch(null) });
const primary = z.object({ assetId: text(100), host: text(253), lastSeen: moment.nullable().catch(null) });
const run = z.object({ at: moment, trigger, outcome, changes: list(text(200), 20) });

const record = z
  .object({
    v: z.literal(1),
    // A record from before the key was written counts as its issue's own; `readStored` puts the id in.
    issueId: text(40).catch(''),
    outcome,
    confidence,
    assetCount: count.catch(0),
    unresolved: count.catch(0),
    written: z.boolean().catch(false),
    notWritten: z.enum(NOT_WRITTEN).nullable().catch(null),
    primary: primary.nullable().catch(null),
    assets: list(asset, 200),
    observables: list(observable, 50),
    rejected: list(z.object({ value: text(255), reason: text(255) }), 100),
    provisional: z.literal(true).optional().catch(undefined),
    partial: list(text(40), 10).optional(),
    findings: list(finding, 40).optional(),
    due: z.number().int().min(0).max(1e9).optional().catch(undefined),
    failure: failure.nullable().catch(null),
    trigger: trigger.catch('created'),
    requestedBy: text(128).nullable().catch(null),
    alertTime: moment,
    startedAt: moment,
    enrichedAt: moment,
    contextSeconds: z.number().min(0).nullable().catch(null),
    questions: count.catch(0),
    answeredAt: moment.optional().catch(undefined),
    input: hash.catch(''),
    fingerprint: fingerprint.catch(''),
    block: hash.nullable().catch(null),
    choices,
    runs: list(run, 10),
    notes: list(text(500), 50),
  })
  .transform(({ answeredAt, provisional, partial, findings, due, ...always }): AlertRecord => ({
    ...always,
    ...(partial === undefined || partial.length === 0 ? {} : { partial }),
    ...(due === undefined ? {} : { due }),
    ...(findings === undefined || findings.length === 0 ? {} : { findings }),
    ...(provisional === undefined ? {} : { provisional }),
    ...(answeredAt === undefined ? {} : { answeredAt }),
  }));

/** What an issue holds where its record belongs. */
export interface StoredRecord {
  readonly record: AlertRecord | null;
  readonly foreign: ForeignRecord | null;
}

const nothing: StoredRecord = { record: null, foreign: null };
const formerRecord = z.looseObject({ fingerprint: z.unknown().optional(), facts: z.unknown().optional() });
const newer = z.object({ v: z.number().gt(1) });

/**
 * Reads the property of the issue `issueId`. A record that names another issue came along with a clone and counts as absent; one
 * of a newer version can't be read and must not be overwritten. Never throws.
 *
 * assumption: cloned-properties Whether cloning copies issue properties is documented nowhere; both are taken for possible.
 */
export function readStored(value: unknown, issueId: string): StoredRecord {
  if (newer.safeParse(value).success) return { record: null, foreign: { kind: 'newer' } };
  const parsed = record.safeParse(withFingerprint(value));
  if (!parsed.success) return nothing;
  const stored = parsed.data;
  return stored.issueId === '' || stored.issueId === issueId
    ? { record: { ...unknownKeysOf(value), ...stored, issueId }, foreign: null }
    : { record: null, foreign: { kind: 'copied', block: stored.block } };
}

/** A former version wrote the fingerprint as `facts`. */
function withFingerprint(value: unknown): unknown {
  const former = formerRecord.safeParse(value);
  return former.success ? { ...former.data, fingerprint: former.data.fingerprint ?? former.data.facts } : value;
}

/** The issue's own record, or null where there is none that can be trusted to be one. Never throws. */
export function parseRecord(value: unknown, issueId: string): AlertRecord | null {
  return readStored(value, issueId).record;
}
