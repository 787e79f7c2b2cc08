import * as z from 'zod';
import type { FactSetting, Settings } from '../contract/settings';
import { FIELD_KINDS } from '../contract/vocabulary';

/** Version of the stored shape; a change that an older app can't read raises it, with a step in `migrate.ts`. */
const SETTINGS_VERSION = 1;

/** The settings of an app that was just installed: they work where the site uses the names of the use case. */
export const defaultSettings: Settings = {
  v: SETTINGS_VERSION,
  revision: 0,
  address: null,
  alerts: {
    projects: [],
    issueTypes: [{ name: 'Security Alert' }],
    sourceFields: [{ field: { name: 'Hostname' }, kind: 'hostname' }],
    targetField: { name: 'Additional Context' },
    timeField: null,
    automatic: true,
    filledField: 'leave',
  },
  output: {
    facts: [
      { label: 'Owner', axoniusField: 'specific_data.data.owner', personal: true, shown: false },
      { label: 'Criticality', axoniusField: 'adapters_data.gui.custom_criticality', personal: false, shown: true },
      { label: 'Last user', axoniusField: 'specific_data.data.last_used_users', personal: true, shown: false },
    ],
    freshnessDays: 30,
  },
  naming: { suffixes: [], windowsDomains: {}, namesOfNoMachine: [], sharedAddresses: [] },
  advanced: { cacheMinutes: 10, negativeCacheMinutes: 2, concurrency: 4, backfillConcurrency: 1 },
};

/**
 * The rules for a part of the settings: the contract has its shape and says what each setting means. A setting that has no rule,
 * or a rule without a setting, doesn't compile, and neither does one without a default above.
 */
type Rules<T> = { readonly [Key in keyof Required<T>]: z.ZodType<T[Key]> };

const reference = z.union([
  z.object({ id: z.string().min(1).max(255) }).strict(),
  z.object({ name: z.string().min(1).max(255) }).strict(),
]);

const sourceField = z.strictObject({ field: reference, kind: z.enum(FIELD_KINDS) } satisfies Rules<
  Settings['alerts']['sourceFields'][number]
>);

const factSetting = z.strictObject({
  label: z.string().trim().min(1).max(40),
  axoniusField: z.string().regex(/^[a-z0-9_.]{1,200}$/i, 'is not the name of an Axonius field'),
  personal: z.boolean(),
  shown: z.boolean(),
} satisfies Rules<FactSetting>);

const domainName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?=.{1,253}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*$/, 'is not a domain name');

const alerts = z.strictObject({
  projects: z.array(z.string().regex(/^\d+$/)).max(100),
  everyProject: z.boolean().optional(),
  issueTypes: z.array(reference).min(1).max(20),
  sourceFields: z.array(sourceField).min(1).max(10),
  targetField: reference,
  timeField: reference.nullable(),
  automatic: z.boolean(),
  filledField: z.enum(['leave', 'append']),
} satisfies Rules<Settings['alerts']>);

const output = z.strictObject({
  facts: z.array(factSetting).max(12),
  freshnessDays: z.number().int().min(1).max(365),
} satisfies Rules<Settings['output']>);

const naming = z.strictObject({
  suffixes: z.array(domainName).max(50),
  windowsDomains: z.record(
    z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z0-9_-]{1,15}$/, 'is not a Windows domain'),
    domainName,
  ),
  namesOfNoMachine: z.array(z.string().trim().toLowerCase().min(1).max(253)).max(500),
  sharedAddresses: z.array(z.union([z.ipv4(), z.ipv6()])).max(500),
} satisfies Rules<Settings['naming']>);

const advanced = z.strictObject({
  cacheMinutes: z.number().int().min(0).max(1440),
  negativeCacheMinutes: z.number().int().min(0).max(1440),
  concurrency: z.number().int().min(1).max(20),
  backfillConcurrency: z.number().int().min(1).max(10),
} satisfies Rules<Settings['advanced']>);

/** Strict: a key that this app doesn't know comes from another version, and dropping it would lose what somebody decided. */
export const settingsSchema = z.strictObject({
  v: z.literal(SETTINGS_VERSION),
  revision: z.number().int().min(0),
  address: z.string().nullable(),
  alerts,
  output,
  naming,
  advanced,
} satisfies Rules<Settings>);
