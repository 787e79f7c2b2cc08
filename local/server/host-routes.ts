import { join } from 'node:path';
import { Hono } from 'hono';
import * as z from 'zod';
import { createEndpointFinder, lacksScope, scopeRefusal } from '../forge/proxy/jira-endpoints';
import { DuplicateEgress, EgressLimit, parseEgressGroups } from '../forge/proxy/egress-groups';
import { readdress } from '../forge/proxy/readdress';
import type { Platform } from '../forge/platform';
import type { Site } from '../jira/site';
import { createFrames, serveFile } from './frames';

const INVOKE = z.object({
  moduleKey: z.string(),
  functionKey: z.string(),
  payload: z.unknown(),
  issueId: z.string().optional(),
});
const PANEL = z.strictObject({ issueId: z.string(), moduleKey: z.string(), state: z.enum(['pinned', 'hidden']) });
const EGRESS = z.discriminatedUnion('command', [
  z.object({ command: z.literal('get'), payload: z.object({ keys: z.array(z.string()).optional() }).default({}) }),
  z.object({ command: z.literal('set'), payload: z.object({ egresses: z.unknown() }) }),
  z.object({
    command: z.literal('deleteDomain'),
    payload: z.object({ key: z.string(), domain: z.string(), type: z.string() }),
  }),
  z.object({ command: z.literal('deleteGroup'), payload: z.object({ key: z.string() }) }),
]);

/** What Jira's pages ask of the host of apps: modules, frames, calls of resolvers, egress consent, changes. */
export function createHostRoutes(options: {
  platform: Platform;
  site: Site;
  siteUrl: () => string;
  appDirectory: string;
  pagesDirectory: string;
  report: (violation: string) => void;
}): { routes: Hono; reset(): void } {
  const { platform, site } = options;
  const { manifest } = platform;
  const frame = createFrames(manifest, options.appDirectory);
  const panels = new Map<string, 'pinned' | 'hidden'>();
  const findEndpoint = createEndpointFinder();
  const host = new Hono();

  const user = (request: Request): string => {
    const principal = site.authenticate(request);
    if (principal.kind !== 'user') throw new Refusal(401, 'Sign in first.');
    return principal.accountId;
  };

  const panelState = (issueId: string, moduleKey: string) => {
    const chosen = panels.get(`${issueId} ${moduleKey}`);
    return chosen ?? (site.switches().panel === 'hidden' ? 'hidden' : 'pinned');
  };

  const extensionOf = (accountId: string, moduleKey: string, issueId: string | undefined): Record<string, unknown> => {
    const screen = manifest.screens.find(candidate => candidate.key === moduleKey);
    if (!screen) throw new Refusal(404, `The app has no module ${moduleKey}.`);
    if (issueId === undefined)
      return { type: screen.kind, location: `${options.siteUrl()}/jira/settings/apps/axonius` };
    const issue = site.issueContext(issueId);
    if (!issue || !site.canBrowse(accountId, issueId))
      throw new Refusal(404, 'Issue does not exist or you do not have permission to see it.');
    const { id, key, type, typeId, project } = issue;
    return {
      type: screen.kind,
      issue: { id, key, type, typeId },
      project,
      isNewToIssue: false,
      location: `${options.siteUrl()}/browse/${key}`,
    };
  };

  host.get('/modules', context => {
    const issueId = context.req.query('issueId');
    const screens = manifest.screens.map(screen => ({
      key: screen.key,
      type: screen.kind,
      title: screen.title,
      ...(issueId !== undefined && screen.kind === 'jira:issuePanel' ? { state: panelState(issueId, screen.key) } : {}),
    }));
    return Response.json(issueId === undefined ? screens : screens.filter(({ type }) => type.startsWith('jira:issue')));
  });

  host.put('/panel', async context => {
    const { issueId, moduleKey, state } = PANEL.parse(await context.req.json());
    extensionOf(user(context.req.raw), moduleKey, issueId);
    panels.set(`${issueId} ${moduleKey}`, state);
    return Response.json({ state });
  });

  host.get('/context', context => {
    const accountId = user(context.req.raw);
    const moduleKey = context.req.query('moduleKey') ?? '';
    const { cloudId, environmentId, environmentType, appId } = platform.installation;
    return Response.json({
      accountId,
      cloudId,
      environmentId,
      environmentType,
      moduleKey,
      localId: `ari:cloud:ecosystem::extension/${appId}/${environmentId}/static/${moduleKey}`,
      siteUrl: options.siteUrl(),
      locale: 'en-US',
      timezone: 'UTC',
      extension: extensionOf(accountId, moduleKey, context.req.query('issueId')),
    });
  });

  host.post('/invoke', async context => {
    const accountId = user(context.req.raw);
    const { moduleKey, functionKey, payload, issueId } = INVOKE.parse(await context.req.json());
    return Response.json(
      await platform.invokeModule({
        moduleKey,
        functionKey,
        payload,
        accountId,
        extension: extensionOf(accountId, moduleKey, issueId),
      }),
    );
  });

  // A frame's requestJira: as the page's user, and no further than the app's scopes.
  host.all('/product/*', async context => {
    const accountId = user(context.req.raw);
    const asked = new URL(context.req.url);
    const url = new URL(asked.pathname.slice('/__host/product'.length) + asked.search, options.siteUrl());
    if (lacksScope(findEndpoint(context.req.method, url.pathname), manifest.scopes)) return scopeRefusal();
    return site.fetch(await readdress(context.req.raw, url), { kind: 'user', accountId });
  });

  host.post('/egress', async context => {
    const accountId = user(context.req.raw);
    if (!manifest.customerManagedEgress) throw new Refusal(403, 'The app does not use customer-managed egress.');
    const call = EGRESS.parse(await context.req.json());
    if (call.command === 'get') return Response.json({ results: platform.egressGroups.get(call.payload.keys) });
    if (!(await administers(site, accountId, options.siteUrl())))
      throw new Refusal(403, 'Only an administrator may change what the app can reach.');
    switch (call.command) {
      case 'set':
        setEgress(platform, call.payload.egresses);
        break;
      case 'deleteDomain':
        platform.egressGroups.deleteDomain(call.payload.key, call.payload.domain, call.payload.type);
        break;
      case 'deleteGroup':
        platform.egressGroups.deleteGroup(call.payload.key);
        break;
    }
    return Response.json({});
  });

  // A link of a page: opened at the local page of the system that it leads to. Nothing else is opened.
  host.get('/open', context => {
    const text = context.req.query('url') ?? '';
    const url = URL.canParse(text) ? new URL(text) : null;
    const target = url === null || url.protocol !== 'https:' ? undefined : platform.locate(url);
    if (url === null || target === undefined) throw new Refusal(404, `Nothing here stands for ${text}.`);
    return Response.redirect(new URL(url.pathname + url.search, target).href);
  });

  host.get('/changes', context => streamChanges(site, context.req.raw.signal));
  host.post('/csp-report', async context => {
    options.report(await context.req.text());
    return new Response(null, { status: 204 });
  });
  host.get('/bridge.js', () => serveFile(options.pagesDirectory, 'bridge.js') ?? notBuilt(options.pagesDirectory));
  host.get('/frame/:moduleKey/*', context => {
    const { moduleKey } = context.req.param();
    const path = decodeURIComponent(
      context.req.path.slice(`/__host/frame/${encodeURIComponent(moduleKey)}`.length + 1),
    );
    const screen = manifest.screens.find(candidate => candidate.key === moduleKey);
    return frame(moduleKey, path) ?? notBuilt(join(options.appDirectory, screen?.path ?? moduleKey, path));
  });

  host.onError((error, context) => {
    // Jira's own shape of an error, which the pages read.
    if (error instanceof Refusal) return context.json({ errorMessages: [error.message], errors: {} }, error.status);
    if (error instanceof z.ZodError) return context.json({ errorMessages: [z.prettifyError(error)], errors: {} }, 400);
    throw error;
  });
  return { routes: host, reset: () => panels.clear() };
}

function setEgress({ egressGroups }: Platform, egresses: unknown): void {
  try {
    egressGroups.set(parseEgressGroups(egresses));
  } catch (error) {
    if (error instanceof DuplicateEgress) throw new Refusal(422, error.message);
    if (error instanceof EgressLimit) throw new Refusal(400, error.message);
    throw error;
  }
}

class Refusal extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 422,
    message: string,
  ) {
    super(message);
  }
}

function notBuilt(path: string): Response {
  return new Response(`There is no file ${path}; the pages are built by "npm start".`, { status: 404 });
}

const PERMISSIONS = z.object({ permissions: z.object({ ADMINISTER: z.object({ havePermission: z.boolean() }) }) });

async function administers(site: Site, accountId: string, siteUrl: string): Promise<boolean> {
  const request = new Request(`${siteUrl}/rest/api/3/mypermissions?permissions=ADMINISTER`);
  const response = await site.fetch(request, { kind: 'user', accountId });
  return PERMISSIONS.parse(await response.json()).permissions.ADMINISTER.havePermission;
}

/** Server-sent events, one for every change of an issue. */
function streamChanges(site: Site, gone: AbortSignal): Response {
  const encoder = new TextEncoder();
  let stop: () => void = () => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(': open\n\n'));
      stop = site.onChange(change => controller.enqueue(encoder.encode(`data: ${JSON.stringify(change)}\n\n`)));
      gone.addEventListener('abort', stop);
    },
    cancel: () => stop(),
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
}
