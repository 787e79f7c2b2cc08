import { ForgeKvsAPIError } from '@forge/kvs';
import type { Failure } from '../domain/pacing/failure';

/** Thrown by readers and writers of storage that have no other way to answer; whoever is asked by a person says it. */
export class StorageError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.sentence);
    this.name = 'StorageError';
  }
}

const TOO_MANY_REQUESTS = 429;
const RATE_CODE = 'RATE_LIMIT_EXCEEDED';
/** Codes of Forge are words in capitals; nothing else of an answer reaches a sentence. */
const CODE = /^[A-Z_]{3,60}$/;

/**
 * What an error of `@forge/kvs` means: `unavailable` passes by itself, `storage-refused` doesn't.
 *
 * @see https://developer.atlassian.com/platform/forge/rest/intro/ (429 with RATE_LIMIT_EXCEEDED)
 */
export function explainStorage(error: unknown): Failure {
  if (error instanceof StorageError) return error.failure;
  if (!(error instanceof ForgeKvsAPIError)) return unavailable(null);
  const { status } = error.responseDetails;
  const isRefusal = status >= 400 && status < 500 && status !== TOO_MANY_REQUESTS && error.code !== RATE_CODE;
  return isRefusal ? refused(status, error.code) : unavailable(status);
}

/** A failure by the code of one item of a batch. */
export function explainItem(code: string): Failure {
  return code === RATE_CODE ? unavailable(TOO_MANY_REQUESTS) : unavailable(null);
}

export const tooLarge: Failure = {
  kind: 'storage-refused',
  side: 'app',
  sentence: 'This is more than Forge’s storage takes in one piece (240 KiB). Nothing was changed.',
  retryAfterMs: null,
  status: null,
};

function unavailable(status: number | null): Failure {
  return {
    kind: 'unavailable',
    side: 'app',
    sentence: 'Forge’s storage, where the app keeps its settings, did not answer just now. Nothing was changed.',
    retryAfterMs: null,
    status,
  };
}

function refused(status: number, code: string): Failure {
  const named = CODE.test(code) ? ` (${code})` : '';
  return {
    kind: 'storage-refused',
    side: 'app',
    sentence: `Forge’s storage refused what the app must store before it may write${named}. Nothing was changed. Trying again does not help: whoever deployed the app must fix it.`,
    retryAfterMs: null,
    status,
  };
}
