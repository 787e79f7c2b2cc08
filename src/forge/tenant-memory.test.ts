import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import { FIRST_ASKING_MODE } from '../domain/pacing/asking-mode';
import { defaultSettings } from '../settings/settings';
import { readStoredSite, writeSettings } from './site';
import { storeMany } from './storage';
import { createTenantMemory } from './tenant-memory';

/* The real @forge packages against storage that keeps Forge's rules. */

let forge: TestStorage;
beforeEach(() => {
  forge = installStorage();
});
afterEach(() => forge.end());

const TENANT = 'https://acme.on.axonius.com';

it('what one run learns of its tenant, the next one knows; what is known is not stored again', async () => {
  await writeSettings({ ...defaultSettings, address: TENANT });
  const memory = createTenantMemory();
  memory.start(FIRST_ASKING_MODE, TENANT);
  expect(memory.takeEntries()).toEqual([]);
  for (let quick = 0; quick < 5; quick += 1) memory.noteExpression(100);
  expect(memory.way()).toBe('together');
  await storeMany(memory.takeEntries());
  expect(memory.takeEntries()).toEqual([]);

  const site = await readStoredSite();
  const next = createTenantMemory();
  if (site.ok) next.start(site.value.askingMode, TENANT);
  expect(next.way()).toBe('together');
});
