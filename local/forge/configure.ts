import * as z from 'zod';
import type { ConnectionInput, SettingsInput } from '../../src/contract/admin';
import type { Settings } from '../../src/contract/settings';
import { settingsSchema } from '../../src/settings/settings';
import type { Platform } from './platform';

/** The demo connection that a started platform comes with. */
export const DEMO = { address: 'https://demo.on.axonius.com', key: 'demo-key', secret: 'demo-secret' };

const REPLY = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.object({ settings: settingsSchema }) }),
  z.object({ ok: z.literal(false), problem: z.object({ sentence: z.string() }) }),
]);

/**
 * Does what an admin does on the page *Connection* and *Alerts* of a new installation, through the app's own resolver:
 * connects to the demo tenant and says how this site names its machines.
 * @throws with the app's own words when it refuses
 */
export async function configureApp(platform: Platform, adminAccountId: string): Promise<void> {
  const call = async (functionKey: string, payload: unknown): Promise<Settings> => {
    const answer = await platform.invokeModule({
      moduleKey: 'admin-page',
      functionKey,
      payload,
      accountId: adminAccountId,
      extension: {},
    });
    if (!answer.ok) throw new Error(`The app can't be configured: ${functionKey}: ${answer.error.message}`);
    const reply = REPLY.parse(answer.value);
    if (!reply.ok) throw new Error(`The app can't be configured: ${functionKey}: ${reply.problem.sentence}`);
    return reply.value.settings;
  };

  const before = await call('loadSettings', {});
  const connection: ConnectionInput = { ...DEMO, revision: before.revision };
  const connected = await call('saveConnection', connection);
  const settings: SettingsInput = {
    revision: connected.revision,
    alerts: {
      ...connected.alerts,
      everyProject: true,
      sourceFields: [
        { field: { name: 'Hostname' }, kind: 'hostname' },
        { field: { name: 'IP address' }, kind: 'ip' },
        { field: { name: 'MAC address' }, kind: 'mac' },
      ],
    },
    output: {
      ...connected.output,
      // Owners of the demo's machines are teams, so this site shows them.
      facts: connected.output.facts.map(fact => (fact.label === 'Owner' ? { ...fact, shown: true } : fact)),
    },
    naming: {
      ...connected.naming,
      suffixes: ['corp.example.com', 'dmz.example.com'],
      windowsDomains: { CORP: 'corp.example.com' },
    },
    advanced: connected.advanced,
  };
  await call('saveSettings', settings);
}
