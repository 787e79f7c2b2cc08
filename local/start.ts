import { join } from 'node:path';
import { startTenant } from './axonius/tenant';
import { PROJECT } from './forge/bundle/build';
import { configureApp, DEMO } from './forge/configure';
import { readManifest } from './forge/manifest';
import { startPlatform, type Platform } from './forge/platform';
import { createFaultInjector } from './http/faults';
import { serve, type Served } from './http/serve';
import { createSite } from './jira/site';
import { createReadings } from './readings';
import { createServer } from './server';

interface Settings {
  jiraPort: number;
  axoniusPort: number;
  isConfigured: boolean;
}

/** Starts tenant, site and platform; resolves when the app is installed and configured. */
export async function start({ jiraPort, axoniusPort, isConfigured }: Settings): Promise<{
  jira: string;
  axonius: string;
  close(): Promise<void>;
}> {
  const open: { close(): Promise<void> }[] = [];
  const close = async () => {
    await Promise.all(open.map(part => part.close()));
  };
  try {
    const now = () => new Date();
    let handler: (request: Request) => Promise<Response> = () =>
      Promise.resolve(new Response('The local platform is starting.', { status: 503 }));
    const jira = await listen('JIRA_PORT', jiraPort, port => serve(request => handler(request), port));
    open.push(jira);
    const axonius = await listen('AXONIUS_PORT', axoniusPort, port => startTenant({ now, port }));
    open.push(axonius);

    const readings = createReadings();
    let platform: Platform | undefined;
    const site = createSite({
      now,
      indexedProperties: readManifest(PROJECT).properties,
      readings: readings.current,
      emit: event => platform?.deliver(event),
      baseUrl: () => jira.url,
    });
    const jiraFaults = createFaultInjector();
    platform = await startPlatform({
      appDirectory: PROJECT,
      site: (request, principal) => site.fetch(request, principal),
      siteUrl: () => jira.url,
      tenantUrl: axonius.url,
      hosts: { [new URL(DEMO.address).hostname]: axonius.url },
      jiraFaults,
      readings: readings.current,
    });
    open.push(platform);

    const admin = site.users.find(user => user.name === 'admin');
    if (!admin) throw new Error('the site has no admin');
    const started = platform;
    const configure = async () => {
      if (isConfigured) await configureApp(started, admin.accountId);
      started.meter.reset();
    };
    handler = createServer({
      site,
      platform: started,
      jiraFaults,
      readings,
      siteUrl: () => jira.url,
      appDirectory: PROJECT,
      pagesDirectory: join(PROJECT, 'local/pages/dist'),
      reset: async () => {
        await started.reset();
        site.reset();
        readings.restore();
        jiraFaults.clear();
        jiraFaults.setLatency(0);
        await calm(axonius.url);
        await configure();
      },
    });
    await configure();
    return { jira: jira.url, axonius: axonius.url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The app is configured anew after a reset, for which the tenant must answer and know the demo key; its inventory stays. */
async function calm(tenantUrl: string): Promise<void> {
  await fetch(`${tenantUrl}/__local/faults`, { method: 'DELETE' });
  await fetch(`${tenantUrl}/__local/latency`, { method: 'PUT', body: JSON.stringify({ ms: 0 }) });
  const { key, secret } = DEMO;
  await fetch(`${tenantUrl}/__local/credentials`, { method: 'PUT', body: JSON.stringify({ key, secret }) });
}

async function listen<T extends Pick<Served, 'url' | 'close'>>(
  variable: string,
  port: number,
  begin: (port: number) => Promise<T>,
): Promise<T> {
  try {
    return await begin(port);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new PlainError(`Port ${port} is taken: set ${variable} to another port, or to 0 for a free one.`);
    throw error;
  }
}

/** An error whose message is all that a person needs. */
class PlainError extends Error {}

function readPort(variable: string, usual: number): number {
  const text = process.env[variable];
  if (text === undefined || text === '') return usual;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new PlainError(`${variable} is "${text}"; it must be a port from 0 to 65535.`);
  return port;
}

async function main(): Promise<void> {
  let close: (() => Promise<void>) | undefined;
  const end = () => {
    // Functions run in processes of their own, which end with the channel to this one.
    const exit = () => process.exit(0);
    setTimeout(exit, 2000).unref();
    void (close?.() ?? Promise.resolve()).then(exit, exit);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
  const running = await start({
    jiraPort: readPort('JIRA_PORT', 8080),
    axoniusPort: readPort('AXONIUS_PORT', 8081),
    isConfigured: process.env['UNCONFIGURED'] !== '1',
  });
  close = running.close;
  process.stdout.write(`ready ${JSON.stringify({ jira: running.jira, axonius: running.axonius })}\n`);
}

if (require.main === module)
  main().catch((error: unknown) => {
    console.error(error instanceof PlainError ? error.message : error);
    process.exit(1);
  });
