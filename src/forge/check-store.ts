import { kvs } from '@forge/kvs';
import * as z from 'zod';
import { FAILURE_KINDS, NOT_WRITTEN, OUTCOMES, TRIGGERS } from '../contract/vocabulary';
import type { SiteCheck } from '../features/check/findings';
import type { EventMark, Look, PanelMark, StoredWatch, Watch } from '../features/check/watch';
import { readMany, storageKeys } from './storage';

/** What is noted of a check is of use for a day; the check itself stays to be read. */
const KEPT = { ttl: { value: 1, unit: 'DAYS' as const } };

const moment = z.iso.datetime({ offset: true });
const failure = z.enum(FAILURE_KINDS);

const findings = z
  .object({
    storage: z.object({ kind: z.enum(['keeps', 'refuses', 'shares']) }),
    egress: z.object({ kind: z.enum(['allowed', 'denied', 'not-connected']) }),
    question: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('answered'),
        milliseconds: z.number(),
        questions: z.number(),
        found: z.number(),
        inFull: z.boolean(),
      }),
      z.object({ kind: z.literal('failed'), failure, milliseconds: z.number() }),
      z.object({ kind: z.literal('not-connected') }),
    ]),
    rights: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('asked'),
        isEvery: z.boolean(),
        isMeant: z.boolean(),
        projects: z.array(z.object({ projectId: z.string(), browse: z.boolean(), edit: z.boolean() })),
      }),
      z.object({ kind: z.literal('failed'), failure }),
    ]),
    field: z.object({
      target: z.enum(['ok', 'missing', 'unfit', 'several', 'not-editable', 'not-tried']),
      sourcesToMend: z.number(),
      formsWithoutSource: z.number(),
    }),
    renderer: z.object({ kind: z.enum(['wiki', 'text', 'line', 'none', 'failed']) }),
    indexed: z.object({ kind: z.enum(['found', 'missing', 'unknown', 'none', 'failed']) }),
  })
  .partial();

const storedCheck = z.object({ id: z.string(), startedAt: moment, endedAt: moment.nullable(), findings });

const storedWatch = z.object({
  id: z.string(),
  by: z.string(),
  startedAt: moment,
  alert: z.object({ issueId: z.string(), createdAt: moment }).nullable(),
  isStopped: z.boolean(),
});

const storedEvent = z.object({
  watchId: z.string(),
  issueId: z.string(),
  arrivedAt: moment,
  queuedAt: moment.nullable(),
});

const storedLook = z.object({
  watchId: z.string(),
  at: moment,
  number: z.number(),
  run: z
    .object({
      outcome: z.enum(OUTCOMES),
      trigger: z.enum(TRIGGERS),
      startedAt: moment,
      enrichedAt: moment,
      questions: z.number(),
      fromCache: z.boolean(),
      written: z.boolean(),
      notWritten: z.enum(NOT_WRITTEN).nullable(),
      failure: failure.nullable(),
      isTriedAgain: z.boolean(),
    })
    .nullable(),
  field: z
    .object({
      holds: z.enum(['document', 'line', 'nothing']),
      hasTable: z.boolean(),
      localId: z.enum(['kept', 'dropped']),
      isSameText: z.boolean(),
      renderer: z.enum(['wiki', 'text']).nullable(),
    })
    .nullable(),
  found: z.enum(['found', 'missing', 'unknown', 'failed']).nullable(),
  foundAt: moment.nullable(),
});

const storedPanel = z.object({ watchId: z.string(), at: moment });

/** A record says its failure's kind, and anybody who may edit the issue can forge it: only known kinds are passed on. */
export function knownFailure(kind: string): z.output<typeof failure> {
  return failure.safeParse(kind).data ?? 'unexpected-answer';
}

/** Keys that `toStoredCheck` reads, for those who read more in the same operation. */
export const checkKeys = [
  storageKeys.check,
  storageKeys.watch,
  storageKeys.watchEvent,
  storageKeys.watchLook,
  storageKeys.watchPanel,
] as const;

/** What is kept of check and watch; what can't be read counts as not there. */
export function toStoredCheck(
  stored: ReadonlyMap<string, unknown>,
): StoredWatch & { readonly check: SiteCheck | null } {
  return {
    check: toCheck(stored.get(storageKeys.check)),
    watch: toWatch(stored),
    event: toEventMark(stored),
    look: storedLook.safeParse(stored.get(storageKeys.watchLook)).data ?? null,
    panel: toPanelMark(stored),
  };
}

export function toWatch(stored: ReadonlyMap<string, unknown>): Watch | null {
  return storedWatch.safeParse(stored.get(storageKeys.watch)).data ?? null;
}

export function toEventMark(stored: ReadonlyMap<string, unknown>): EventMark | null {
  return storedEvent.safeParse(stored.get(storageKeys.watchEvent)).data ?? null;
}

export function toPanelMark(stored: ReadonlyMap<string, unknown>): PanelMark | null {
  return storedPanel.safeParse(stored.get(storageKeys.watchPanel)).data ?? null;
}

function toCheck(value: unknown): SiteCheck | null {
  const parsed = storedCheck.safeParse(value);
  if (!parsed.success) return null;
  const known = Object.entries(parsed.data.findings).filter(([, finding]) => finding !== undefined);
  return { ...parsed.data, findings: Object.fromEntries(known) };
}

export async function readStoredCheck() {
  const read = await readMany(checkKeys);
  return toStoredCheck(read.ok ? read.value : new Map());
}

export async function writeCheck(check: SiteCheck): Promise<void> {
  await kvs.set(storageKeys.check, check);
}

export async function writeWatch(watch: Watch): Promise<void> {
  await kvs.set(storageKeys.watch, watch, KEPT);
}

export async function writeEventMark(mark: EventMark): Promise<void> {
  await kvs.set(storageKeys.watchEvent, mark, KEPT);
}

export async function writeLook(look: Look): Promise<void> {
  await kvs.set(storageKeys.watchLook, look, KEPT);
}

export async function writePanelMark(mark: PanelMark): Promise<void> {
  await kvs.set(storageKeys.watchPanel, mark, KEPT);
}
