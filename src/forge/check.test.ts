import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import { DEFAULT_READINGS } from '../../local/readings';
import { checkSitePorts, lookPorts } from './check';
import { readStoredCheck } from './check-store';

/* The real @forge packages against storage that keeps Forge's rules. */

let forge: TestStorage;
beforeEach(() => {
  forge = installStorage();
});
afterEach(() => forge.end());

describe('checking storage', () => {
  it.each([
    ['keeps', 'ok'],
    ['refuses', 'refused'],
  ] as const)('it %s claims', async (kind, claims) => {
    forge.readings = { ...DEFAULT_READINGS, claims };
    expect(await checkSitePorts().parts.storage()).toEqual({ kind });
  });
});

it('a check is kept, and read again by the next part of it', async () => {
  const ports = checkSitePorts();
  const check = { id: 'c1', startedAt: '2026-11-24T08:00:00.000Z', endedAt: null, findings: {} };
  await ports.writeCheck(check);
  expect(await ports.readCheck()).toEqual(check);
});

it('a look is kept for the page that waits for it; an alert of a site without names is not read', async () => {
  const ports = lookPorts();
  await ports.writeLook({
    watchId: 'w1',
    at: '2026-11-24T08:00:00.000Z',
    number: 1,
    run: null,
    field: null,
    found: null,
    foundAt: null,
  });
  expect((await readStoredCheck()).look).toMatchObject({ watchId: 'w1', number: 1 });
  expect(await ports.readAlert('10001')).toBeNull();
});
