import { join } from 'node:path';
import { createFaultInjector, type FaultInjector } from '../../http/faults';
import { serve, type Served } from '../../http/serve';
import { createSite, type Site } from '../../jira/site';
import type { SiteUser } from '../../jira/types';
import { startPlatform, type Platform } from '../platform';
import type { Calls } from './app/src/index';

/** What `probe` of the app answers: a value, or what the real package threw. */
export interface Probed {
  value?: unknown;
  error?: { type: string; name: string; message: string; code?: string; status?: number; [key: string]: unknown };
}

export interface Harness {
  platform: Platform;
  site: Site;
  jiraFaults: FaultInjector;
  /** Requests that reached the tenant. */
  reached: { method: string; url: string; host: string | null; headers: Headers }[];
  user(name: SiteUser['name']): SiteUser;
  /** Lets the app call a package, as the analyst in front of the panel. */
  probe<Key extends keyof Calls>(key: Key, call: Calls[Key]): Promise<Probed>;
  /** Makes an alert with this summary and gives its id. */
  createAlert(summary: string): Promise<string>;
  /** Waits until nothing is left to deliver. */
  settle(): Promise<void>;
  /** JSON lines that functions logged, parsed. */
  seen(): Record<string, unknown>[];
  close(): Promise<void>;
}

export const APP = join(__dirname, 'app');

/** Starts the platform with the test app, a real site and a small tenant that answers what it was asked. */
export async function startHarness(manifestName?: string): Promise<Harness> {
  const reached: Harness['reached'] = [];
  const tenant: Served = await serve(async request => {
    const url = new URL(request.url);
    reached.push({
      method: request.method,
      url: request.url,
      host: request.headers.get('host'),
      headers: request.headers,
    });
    const to = url.searchParams.get('to');
    if (to !== null)
      return new Response(null, { status: Number(url.searchParams.get('status') ?? 302), headers: { location: to } });
    const ms = Number(url.searchParams.get('ms') ?? 0);
    if (ms > 0) await new Promise(resolve => setTimeout(resolve, ms));
    return Response.json({ path: url.pathname, body: await request.text() });
  }, 0);
  const jiraFaults = createFaultInjector();
  let platform: Platform | undefined;
  const site = createSite({
    now: () => new Date(),
    indexedProperties: [],
    emit: event => platform?.deliver(event),
    baseUrl: () => 'http://jira.example',
  });
  const started = await startPlatform({
    appDirectory: APP,
    ...(manifestName === undefined ? {} : { manifestName }),
    site: (request, principal) => site.fetch(request, principal),
    siteUrl: () => 'http://jira.example',
    tenantUrl: tenant.url,
    hosts: { 'demo.on.axonius.com': tenant.url },
    jiraFaults,
    processes: 4,
  }).catch(async (error: unknown) => {
    await tenant.close();
    throw error;
  });
  platform = started;
  const user = (name: SiteUser['name']): SiteUser => {
    const found = site.users.find(candidate => candidate.name === name);
    if (!found) throw new Error(`no user ${name}`);
    return found;
  };

  return {
    platform: started,
    site,
    jiraFaults,
    reached,
    user,
    async probe(key, call) {
      const answer = await started.invokeModule({
        moduleKey: 'panel',
        functionKey: key,
        payload: call,
        accountId: user('analyst').accountId,
        extension: {},
      });
      if (answer.ok) return answer.value as Probed;
      return { error: { type: 'invocation', ...answer.error } };
    },
    async createAlert(summary) {
      const response = await site.fetch(
        new Request('http://jira.example/rest/api/3/issue', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ fields: { project: { key: 'SEC' }, issuetype: { name: 'Security Alert' }, summary } }),
        }),
        { kind: 'user', accountId: user('analyst').accountId },
      );
      const { id } = (await response.json()) as { id: string };
      return id;
    },
    async settle() {
      while (!started.idle().idle) await new Promise(resolve => setTimeout(resolve, 10));
    },
    seen: () =>
      started.logs
        .all()
        .flatMap(line => (line.message.startsWith('{') ? [JSON.parse(line.message) as Record<string, unknown>] : [])),
    async close() {
      await started.close();
      await tenant.close();
    },
  };
}
