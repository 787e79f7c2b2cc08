import { FIRST_ASKING_MODE, modeAfter, type AskingMode } from '../domain/pacing/asking-mode';
import { askingModeEntry } from './site';
import type { TimedEntry } from './storage';

/** What one run knows of its tenant, and what it learns. */
export interface TenantMemory {
  start(mode: AskingMode, address: string): void;
  way(): AskingMode['way'];
  noteExpression(tookMs: number): void;
  /** What is to be stored, once; nothing where nothing new was learnt. */
  takeEntries(): readonly TimedEntry[];
}

export function createTenantMemory(): TenantMemory {
  let known = FIRST_ASKING_MODE;
  let stored = FIRST_ASKING_MODE;
  let tenant = '';
  return {
    start: (mode, address) => {
      known = stored = mode;
      tenant = address;
    },
    way: () => known.way,
    noteExpression: tookMs => {
      known = modeAfter(known, tookMs, new Date());
    },
    takeEntries: () => {
      if (known === stored) return [];
      stored = known;
      return [askingModeEntry(known, tenant)];
    },
  };
}
