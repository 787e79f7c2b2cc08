import { ForgeKvsAPIError, kvs } from '@forge/kvs';
import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import { explainItem, explainStorage, StorageError, tooLarge } from './storage-failure';

/* The real @forge packages against storage that keeps Forge's rules. */

let forge: TestStorage;
beforeEach(() => {
  forge = installStorage();
});
afterEach(() => forge.end());

/** What storage throws when it answers like this. */
async function thrownAt(status: number, code: string): Promise<unknown> {
  forge.intercept = () => Response.json({ code, message: 'words of the platform' }, { status });
  return kvs.get('settings').then(
    () => null,
    (error: unknown) => error,
  );
}

describe('what an error of storage means', () => {
  it.each([
    [429, 'RATE_LIMIT_EXCEEDED', 'unavailable'],
    [429, 'UNKNOWN_ERROR', 'unavailable'],
    [500, 'UNKNOWN_ERROR', 'unavailable'],
    [503, 'UNKNOWN_ERROR', 'unavailable'],
    [400, 'RATE_LIMIT_EXCEEDED', 'unavailable'],
    [400, 'INVALID_TYPE', 'storage-refused'],
    [403, 'FORBIDDEN', 'storage-refused'],
  ])('%i %s is %s', async (status, code, kind) => {
    const error = await thrownAt(status, code);
    expect(error).toBeInstanceOf(ForgeKvsAPIError);
    expect(explainStorage(error)).toMatchObject({ kind, side: 'app', status });
  });

  it('names the code of a refusal, and nothing else of the answer', async () => {
    expect(explainStorage(await thrownAt(400, 'INVALID_TYPE')).sentence).toContain('(INVALID_TYPE)');
    const odd = explainStorage(await thrownAt(400, '<b>code</b>')).sentence;
    expect(odd).not.toContain('<b>');
    expect(odd).not.toContain('words of the platform');
  });

  it('is passing where nobody knows better, and what was explained stays so', () => {
    expect(explainStorage(new Error('x'))).toMatchObject({ kind: 'unavailable', status: null });
    expect(explainStorage(new StorageError(tooLarge))).toBe(tooLarge);
    expect(explainItem('RATE_LIMIT_EXCEEDED')).toMatchObject({ kind: 'unavailable', status: 429 });
    expect(explainItem('UNKNOWN_ERROR')).toMatchObject({ kind: 'unavailable', status: null });
  });
});
