import { migrate } from './migrate';
import { defaultSettings } from './settings';
import { parseStoredSettings } from './stored-settings';

describe('settings of another version', () => {
  it('are migrated step by step where an older app wrote them', () => {
    const steps = [
      (settings: object) => ({ ...settings, colour: 'red' }),
      (settings: object) => ({ ...settings, size: 3 }),
    ];
    expect(migrate({ v: 1, name: 'a' }, steps)).toEqual({
      ok: true,
      value: { v: 3, name: 'a', colour: 'red', size: 3 },
    });
    expect(migrate({ v: 2, name: 'a' }, steps)).toEqual({ ok: true, value: { v: 3, name: 'a', size: 3 } });
    expect(migrate({ v: 3, name: 'a' }, steps)).toEqual({ ok: true, value: { v: 3, name: 'a' } });
  });

  it('are refused with a sentence where a newer app wrote them', () => {
    const read = parseStoredSettings({ ...defaultSettings, v: 2 });
    expect(read).toMatchObject({ ok: false, failure: { kind: 'not-configured' } });
    expect(read.ok ? '' : read.failure.sentence).toContain('newer version of this app');
  });

  it.each([['text'], [[]], [{}], [{ v: 'one' }], [{ v: 0 }], [{ v: 1.5 }]])(
    'are refused where they are damaged: %j',
    raw => {
      expect(parseStoredSettings(raw).ok).toBe(false);
    },
  );

  it('are never half-read: a part that this app doesn’t know refuses the whole', () => {
    expect(parseStoredSettings({ ...defaultSettings, theme: 'dark' }).ok).toBe(false);
    const output = { ...defaultSettings.output, language: 'de' };
    expect(parseStoredSettings({ ...defaultSettings, output }).ok).toBe(false);
    const naming = { ...defaultSettings.naming, suffixes: ['not a domain!'] };
    expect(parseStoredSettings({ ...defaultSettings, naming }).ok).toBe(false);
  });

  it('are the defaults where nothing is stored', () => {
    expect(parseStoredSettings(undefined)).toEqual({ ok: true, value: defaultSettings });
    expect(parseStoredSettings(JSON.parse(JSON.stringify(defaultSettings)))).toEqual({
      ok: true,
      value: defaultSettings,
    });
  });
});
