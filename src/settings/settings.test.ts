import type * as z from 'zod';
import type { Settings } from '../contract/settings';
import { defaultSettings, settingsSchema } from './settings';

type Writable<T> = T extends object ? { -readonly [Key in keyof T]: Writable<T[Key]> } : T;
type Same<A, B> = [A, B] extends [B, A] ? true : false;

/** Doesn't compile where contract and rules differ in a type or a word; for keys the rules themselves don't. */
const agree: Same<Writable<z.output<typeof settingsSchema>>, Writable<Settings>> = true;

type Part = Readonly<Record<string, unknown>>;
const whole = defaultSettings as unknown as Part;
/** Each setting by its path, like `alerts.automatic`. */
const paths = Object.entries(whole).flatMap(([key, value]) =>
  typeof value === 'object' && value !== null ? Object.keys(value).map(inner => `${key}.${inner}`) : [key],
);

/** The settings with something else at this path. */
function replaced(path: string, value: unknown): Part {
  const [key = '', inner] = path.split('.');
  return { ...whole, [key]: inner === undefined ? value : { ...(whole[key] as Part), [inner]: value } };
}

describe('the settings', () => {
  it('have one shape in contract and rules', () => {
    expect(agree).toBe(true);
  });

  it('of an app that was just installed are taken as they are', () => {
    expect(settingsSchema.parse(JSON.parse(JSON.stringify(defaultSettings)))).toEqual(defaultSettings);
  });

  it.each(paths)('need %s, and take no other kind of value', path => {
    expect(settingsSchema.safeParse(replaced(path, undefined)).success).toBe(false);
    expect(settingsSchema.safeParse(replaced(path, { odd: true, 'no domain!': 'x' })).success).toBe(false);
  });

  it.each(['odd', 'alerts.odd', 'output.odd', 'naming.odd', 'advanced.odd'])(
    'refuse a key that they don’t know: %s',
    path => {
      expect(settingsSchema.safeParse(replaced(path, 1)).success).toBe(false);
    },
  );
});
