import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import { DEFAULT_READINGS } from '../../local/readings';
import { commandBackfill, startBackfill, type OrderPorts } from '../features/backfill/backfill-orders';
import { orderPorts } from './backfill-orders';
import { readBackfillOrder } from './backfill-store';

/* Two admins at once, with the real claims and orders against storage that keeps Forge's rules. */

let storage: TestStorage;
beforeEach(() => {
  storage = installStorage();
});
afterEach(() => storage.end());

const steps: string[] = [];
beforeEach(() => (steps.length = 0));

/** Storage is the real one; Jira counts, and the queue takes each step. */
function portsOf(admin: string): OrderPorts {
  return {
    ...orderPorts(),
    count: () => Promise.resolve({ ok: true, value: 12 }),
    isConnected: () => Promise.resolve(true),
    startStep: () => {
      steps.push(admin);
      return Promise.resolve();
    },
    newId: () => admin,
  };
}

const order = { jql: 'project = SEC', mode: 'record' } as const;

describe.each([
  { notExists: 'holds', failIfExists: 'throws' },
  { notExists: 'holds', failIfExists: 'keeps' },
  { notExists: 'fails', failIfExists: 'throws' },
  { notExists: 'fails', failIfExists: 'keeps' },
] as const)('where a missing entity $notExists, and a second creation $failIfExists', reading => {
  it('of admins who start at the same moment one places an order, and the others are told', async () => {
    storage.readings = { ...DEFAULT_READINGS, ...reading };
    const admins = ['one', 'two', 'three'];
    const replies = await Promise.all(admins.map(admin => startBackfill(order, portsOf(admin))));
    const placed = admins.filter((_, at) => replies[at]?.ok);
    expect(placed).toHaveLength(1);
    expect(steps).toEqual(placed);
    expect((await readBackfillOrder())?.id).toBe(placed[0]);
    for (const reply of replies.filter(({ ok }) => !ok)) {
      expect(reply).toMatchObject({
        problem: { sentence: 'Another backfill has not ended yet. Nothing was started.' },
      });
    }
  });
});

it('the next one can be started once the first was cancelled', async () => {
  expect((await startBackfill(order, portsOf('one'))).ok).toBe(true);
  expect((await startBackfill(order, portsOf('two'))).ok).toBe(false);
  expect((await commandBackfill('one', 'cancel', portsOf('one'))).ok).toBe(true);
  expect((await startBackfill(order, portsOf('two'))).ok).toBe(true);
});
