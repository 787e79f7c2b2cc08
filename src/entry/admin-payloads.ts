import * as z from 'zod';
import type { ConnectionInput, PreviewInput, SettingsInput, TestInput } from '../contract/admin';
import type { Settings } from '../contract/settings';

/** What a screen sends, checked for shape and size; what it means is checked where it is used. */
const text = (most: number) => z.string().max(most);
const entered = z.string().trim().min(1).max(500);
/** Whole parts of the settings: `settings/settings.ts` checks them entry by entry, strictly. */
const part = <T>() => z.custom<T>(value => typeof value === 'object' && value !== null && !Array.isArray(value));

const credentials = { address: text(500), key: entered.optional(), secret: entered.optional() };
const draft = z.object({
  alerts: part<Settings['alerts']>(),
  output: part<Settings['output']>(),
  naming: part<Settings['naming']>(),
  advanced: part<Settings['advanced']>(),
});

const connection = z.object({ ...credentials, revision: z.number().int() });
const test = z.object({ ...credentials, hostname: text(300).default('') });
const settings = draft.extend({ revision: z.number().int() });
const preview = z.object({ issue: z.string().regex(/^([A-Z][A-Z0-9_]*-)?\d{1,18}$/i), draft });
const search = z.object({ search: z.string().max(100) });

/** Leaves out keys whose value is undefined, which the contract's optional keys never have. */
function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}

export const payloads = {
  connection: (raw: unknown): ConnectionInput | null => {
    const parsed = connection.safeParse(raw);
    // Without undefined values it is a ConnectionInput: the schema has the same keys.
    return parsed.success ? (compact(parsed.data) as ConnectionInput) : null;
  },
  test: (raw: unknown): TestInput | null => {
    const parsed = test.safeParse(raw);
    // As above.
    return parsed.success ? (compact(parsed.data) as TestInput) : null;
  },
  settings: (raw: unknown): SettingsInput | null => settings.safeParse(raw).data ?? null,
  alerts: (raw: unknown): Settings['alerts'] | null => part<Settings['alerts']>().safeParse(raw).data ?? null,
  preview: (raw: unknown): PreviewInput | null => preview.safeParse(raw).data ?? null,
  search: (raw: unknown): string | null => search.safeParse(raw).data?.search ?? null,
};
