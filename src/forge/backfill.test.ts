import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import { backfillPorts } from './backfill';

/* The real @forge packages against storage that keeps Forge's rules. */

let forge: TestStorage;
beforeEach(() => {
  forge = installStorage();
});
afterEach(() => forge.end());

it('one step of a backfill at a time', async () => {
  const first = await backfillPorts().hold();
  expect(await backfillPorts().hold()).toEqual({ ok: true, value: null });
  if (!first.ok || first.value === null) throw new Error('The first step was not held.');
  expect(first.value.isLost()).toBe(false);
  await first.value.release();
  const next = await backfillPorts().hold();
  expect(next).toMatchObject({ ok: true, value: { isLost: expect.any(Function) } });
  if (next.ok) await next.value?.release();
});

it('a step that storage takes no claim for is hindered, and another does not run beside it', async () => {
  forge.intercept = () => Response.json({ code: 'UNKNOWN_ERROR', message: 'down' }, { status: 503 });
  expect(await backfillPorts().hold()).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
});
