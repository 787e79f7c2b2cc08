import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import { createStepTeller, parseStep, readStep } from './progress';
import { storageKeys } from './storage';

/* The real @forge packages against storage that keeps Forge's rules. */

let forge: TestStorage;
beforeEach(() => {
  forge = installStorage();
});
afterEach(() => forge.end());

describe('where a run is', () => {
  it('is told step by step, and that nothing runs', async () => {
    const steps = createStepTeller('10001');
    expect(await readStep('10001')).toBeNull();
    await steps.tell('asking');
    expect(await readStep('10001')).toBe('asking');
    expect(await readStep('10002')).toBeNull();
    await steps.tell(null);
    expect(await readStep('10001')).toBeNull();
  });

  it('is the newest step, however slow storage is', async () => {
    const steps = createStepTeller('10001');
    steps.enterStep('reading');
    steps.enterStep('asking');
    steps.enterStep('judging');
    await steps.tell('writing');
    expect(await readStep('10001')).toBe('writing');
    expect(forge.calls.filter(path => path.endsWith('/set')).length).toBeLessThan(4);
  });

  it('is believed for a minute, in the queue for half an hour', async () => {
    const steps = createStepTeller('10001');
    const heldMs = async () =>
      ((await forge.read(storageKeys.progress('10001'))) as { until: number }).until - Date.now();
    await steps.tell('asking');
    expect(Math.round((await heldMs()) / 1_000)).toBe(60);
    await steps.tell('queued');
    expect(Math.round((await heldMs()) / 60_000)).toBe(30);
    expect(parseStep({ step: 'asking', until: Date.now() - 1 })).toBeNull();
    expect(parseStep({ step: 'thinking', until: Date.now() + 1_000 })).toBeNull();
  });

  it('that can’t be told stops nothing', async () => {
    forge.intercept = () => Response.json({ code: 'UNKNOWN_ERROR', message: 'down' }, { status: 503 });
    const steps = createStepTeller('10001');
    steps.enterStep('reading');
    await expect(steps.tell('writing')).resolves.toBeUndefined();
  });
});
