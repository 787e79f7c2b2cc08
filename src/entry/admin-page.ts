import * as z from 'zod';
import { parseTenantAddress } from '../axonius/address';
import type { AdminDefinitions, SettingsInput, SettingsView } from '../contract/admin';
import type { Problem, Reply } from '../contract/reply';
import { connectAxonius, readCredentials, writeCredentials } from '../forge/axonius-connection';
import { makeResolver } from '../forge/resolver';
import { readSettings, resolveAndKeepNames, writeSettings } from '../forge/site';
import { saveConnection } from '../settings/save-connection';
import { saveSettings } from '../settings/save-settings';
import { requireAdmin } from './require-admin';

const connectionInput = z.object({
  address: z.string().max(500),
  key: z.string().trim().min(1).max(500),
  secret: z.string().trim().min(1).max(500).optional(),
  revision: z.number().int(),
});

/** Functions of the admin page; every one is wrapped by `requireAdmin`. */
export const adminPage = makeResolver<AdminDefinitions>({
  loadSettings: requireAdmin(async () => ({ ok: true, value: await view() })),

  saveConnection: requireAdmin(async ({ payload }) => {
    const input = connectionInput.safeParse(payload);
    if (!input.success)
      return refuse({ kind: 'invalid', sentence: 'Address, key and secret are needed.', nextStep: null });
    const { secret, ...rest } = input.data;
    return viewUnless(
      await saveConnection(secret === undefined ? rest : { ...rest, secret }, {
        parseAddress: text => {
          const parsed = parseTenantAddress(text);
          return parsed.ok ? { ok: true, address: parsed.origin } : parsed;
        },
        readSettings,
        readCredentials,
        test: async (address, credentials) => {
          const tested = await connectAxonius(address, credentials).testConnection();
          return tested.ok ? null : tested.failure;
        },
        writeCredentials,
        writeSettings: keepAndResolve,
      }),
    );
  }),

  saveSettings: requireAdmin(async ({ payload }: { readonly payload: SettingsInput }) =>
    viewUnless(await saveSettings(payload, { readSettings, writeSettings: keepAndResolve })),
  ),
});

async function keepAndResolve(settings: Parameters<typeof writeSettings>[0]): Promise<void> {
  await writeSettings(settings);
  await resolveAndKeepNames(settings);
}

async function view(): Promise<SettingsView> {
  const [settings, credentials] = await Promise.all([readSettings(), readCredentials()]);
  return {
    settings,
    keyHint: credentials === null ? null : `${credentials.key.slice(0, 4)}…`,
    hasSecret: credentials !== null,
  };
}

async function viewUnless(problem: Problem | null): Promise<Reply<SettingsView>> {
  return problem === null ? { ok: true, value: await view() } : refuse(problem);
}

function refuse(problem: Problem): Reply<never> {
  return { ok: false, problem };
}
