import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import { startProgress } from '../features/backfill/backfill-progress';
import type { BackfillOrder } from '../features/backfill/backfill';
import { readBackfillOrder, readBackfillProgress, writeBackfillOrder, writeBackfillProgress } from './backfill-store';
import { storageKeys, writeOne } from './storage';

/* The real @forge packages against storage that keeps Forge's rules. */

let forge: TestStorage;
beforeEach(() => {
  forge = installStorage();
});
afterEach(() => forge.end());

const AT = '2026-11-24T08:00:00Z';
const order: BackfillOrder = {
  v: 1,
  id: 'b1',
  jql: 'project = SEC',
  mode: 'record',
  issueIds: null,
  orderedAt: AT,
  total: 12,
  wish: 'run',
  wishedAt: AT,
};
const progress = {
  ...startProgress('b1', AT),
  position: { cursor: { jql: 'x', token: 't', backMs: null }, createdAt: 1, seen: [['10001', 1] as const] },
  looked: 4,
  outcomes: { matched: 3, 'not-found': 1 },
};

describe('a backfill', () => {
  it('is none where nothing was ordered', async () => {
    expect(await readBackfillOrder()).toBeNull();
    expect(await readBackfillProgress()).toBeNull();
  });

  it('is read as it was ordered, and as far as it came', async () => {
    await writeBackfillOrder(order);
    await writeBackfillProgress(progress);
    expect(await readBackfillOrder()).toEqual(order);
    expect(await readBackfillProgress()).toEqual(progress);
  });

  it.each([
    ['that ended stays as it was', AT, { position: null, looked: 4 }],
    ['that did not end begins again', null, null],
  ])('of a version without positions %s', async (_, endedAt, expected) => {
    const { position: _position, ...former } = { ...progress, endedAt };
    await writeOne(storageKeys.backfillProgress, former);
    const read = await readBackfillProgress();
    if (expected === null) expect(read).toBeNull();
    else expect(read).toMatchObject(expected);
  });

  it('of another shape counts as none', async () => {
    await writeOne(storageKeys.backfill, { ...order, wish: 'hurry' });
    expect(await readBackfillOrder()).toBeNull();
  });

  it('that storage does not tell is not none', async () => {
    forge.intercept = () => Response.json({ code: 'UNKNOWN_ERROR', message: 'down' }, { status: 503 });
    await expect(readBackfillOrder()).rejects.toMatchObject({ failure: { kind: 'unavailable' } });
  });
});
