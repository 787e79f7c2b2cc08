import { kvs } from '@forge/kvs';
import * as z from 'zod';
import type { RunStep } from '../contract/panel';
import { storageKeys } from './storage';

/** A step of a run that was killed is believed for so long; a run that waits in the queue may wait longer. */
const STEP_HOLDS_MS = 60_000;
const QUEUED_HOLDS_MS = 30 * 60_000;

const stored = z.object({
  step: z.enum(['queued', 'reading', 'asking', 'judging', 'writing']),
  /** Epoch milliseconds: Forge deletes expired entries late, so their age is checked here. */
  until: z.number(),
});

/** The step as it was stored, or null where it is over. */
export function parseStep(value: unknown): RunStep | null {
  const parsed = stored.safeParse(value);
  return parsed.success && parsed.data.until > Date.now() ? parsed.data.step : null;
}

export async function readStep(issueId: string): Promise<RunStep | null> {
  return parseStep(await kvs.get(storageKeys.progress(issueId)));
}

/** Tells the panels of one issue where its run is. */
export interface StepTeller {
  /** Returns at once; where storage is slower than the run, only the newest step is written. */
  enterStep(step: RunStep): void;
  /** Writes a last step, or that nothing runs, after what is still under way. Never throws: progress is no result. */
  tell(step: RunStep | null): Promise<void>;
}

export function createStepTeller(issueId: string): StepTeller {
  let newest: RunStep | null = null;
  let writing: Promise<void> | null = null;

  async function writeNewest(): Promise<void> {
    for (let written: RunStep | null | undefined; written !== newest;) {
      written = newest;
      // Progress that can't be told does not stop the run.
      await store(issueId, written).catch(() => undefined);
    }
    writing = null;
  }

  return {
    enterStep: step => {
      newest = step;
      writing ??= writeNewest();
    },
    tell: async step => {
      newest = step;
      writing ??= writeNewest();
      await writing;
    },
  };
}

async function store(issueId: string, step: RunStep | null): Promise<void> {
  const key = storageKeys.progress(issueId);
  if (step === null) return kvs.delete(key);
  const holdsMs = step === 'queued' ? QUEUED_HOLDS_MS : STEP_HOLDS_MS;
  const ttl = { value: Math.ceil(holdsMs / 60_000), unit: 'MINUTES' } as const;
  await kvs.set(key, { step, until: Date.now() + holdsMs }, { ttl });
}
