import * as z from 'zod';
import type { RunOutcome } from '../runtime/container';

const INVOCATION_ERROR = z.object({
  _retry: z.literal(true),
  retryOptions: z
    .object({
      retryAfter: z.number().optional(),
      retryReason: z.string().optional(),
      retryData: z.unknown().optional(),
    })
    .default({}),
});

/** What follows from how an invocation ended. Times are platform milliseconds. */
export type Verdict =
  | { kind: 'done' }
  | { kind: 'retry'; afterMs: number; reason: string; data: unknown; note: string | null }
  /** `app`: a runtime error, the time limit or the memory limit; `platform`: everything that the function didn't do. */
  | { kind: 'failed'; side: 'app' | 'platform'; retryReason: string };

/** Forge: "retryAfter at most 900 s (higher is capped, 0 or less becomes 1)", "retryData an object of at most 4 KB". */
const LONGEST_RETRY_SECONDS = 900;
const RETRY_DATA_BYTES = 4 * 1024;
const FIRST_BACK_OFF_MS = 5000;
const LONGEST_BACK_OFF_MS = 15 * 60_000;

export function judge(outcome: RunOutcome): Verdict {
  switch (outcome.kind) {
    case 'value': {
      const asked = INVOCATION_ERROR.safeParse(outcome.json === undefined ? undefined : JSON.parse(outcome.json));
      if (!asked.success) return { kind: 'done' };
      const { retryAfter = 1, retryReason = 'FUNCTION_RETRY_REQUEST', retryData } = asked.data.retryOptions;
      const tooMuch = retryData !== undefined && Buffer.byteLength(JSON.stringify(retryData)) > RETRY_DATA_BYTES;
      return {
        kind: 'retry',
        afterMs: Math.min(retryAfter <= 0 ? 1 : retryAfter, LONGEST_RETRY_SECONDS) * 1000,
        reason: retryReason,
        data: tooMuch ? undefined : retryData,
        note: tooMuch ? 'retryData exceeds 4 KB and was dropped' : null,
      };
    }
    case 'error':
      return { kind: 'failed', side: 'app', retryReason: 'FUNCTION_PLATFORM_UNKNOWN_ERROR' };
    case 'timeout':
      return { kind: 'failed', side: 'app', retryReason: 'FUNCTION_TIME_OUT' };
    case 'crash':
      return {
        kind: 'failed',
        side: 'app',
        retryReason: /heap|memory/i.test(outcome.detail) ? 'FUNCTION_OUT_OF_MEMORY' : 'FUNCTION_PLATFORM_UNKNOWN_ERROR',
      };
    case 'killed':
      return { kind: 'failed', side: 'platform', retryReason: 'FUNCTION_PLATFORM_UNKNOWN_ERROR' };
  }
}

/** Wait before the n-th retry that the platform makes on its own: doubling, up to fifteen minutes. */
export function backOff(failures: number): number {
  return Math.min(FIRST_BACK_OFF_MS * 2 ** (failures - 1), LONGEST_BACK_OFF_MS);
}
