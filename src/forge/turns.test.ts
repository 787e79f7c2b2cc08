import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import { DEFAULT_READINGS } from '../../local/readings';
import { needsNoTurn, takeTurn } from './turns';

/* The real @forge packages against storage that keeps Forge's rules. */

let forge: TestStorage;
beforeEach(() => {
  forge = installStorage();
});
afterEach(() => forge.end());

describe('turns to ask the tenant', () => {
  it('are as many as the limit; then none is free until one ends', async () => {
    const taken = await Promise.all(Array.from({ length: 3 }, () => takeTurn(3, 10_000, 'now')));
    expect(taken.every(turn => turn !== null)).toBe(true);
    expect(await takeTurn(3, 10_000, 'now')).toBeNull();
    await taken[1]?.();
    expect(await takeTurn(3, 10_000, 'now')).not.toBeNull();
    expect(await takeTurn(3, 10_000, 'now')).toBeNull();
  });

  it('of many at once are never more than the limit', async () => {
    const taken = await Promise.all(Array.from({ length: 12 }, () => takeTurn(4, 10_000, 'now')));
    expect(taken.filter(turn => turn !== null)).toHaveLength(4);
  });

  it('are waited for in the queue no longer than it pays: its own limit holds as well', async () => {
    await takeTurn(1, 10_000, 'now');
    expect(await takeTurn(1, 1_500, 'wait')).toBe(needsNoTurn);
  });

  it('are not needed where storage takes no claims', async () => {
    forge.readings = { ...DEFAULT_READINGS, claims: 'refused' };
    expect(await takeTurn(1, 10_000, 'now')).toBe(needsNoTurn);
    expect(await takeTurn(1, 10_000, 'now')).toBe(needsNoTurn);
  });
});
