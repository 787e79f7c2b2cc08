import { Hono } from 'hono';
import type { Platform } from './forge/platform';
import type { FaultInjector } from './http/faults';
import type { Site } from './jira/site';
import { createReadings, type ReadingsStore } from './readings';
import { createHostRoutes } from './server/host-routes';
import { createLocalRoutes } from './server/local-routes';
import { serveFile } from './server/frames';

export interface ServerOptions {
  site: Site;
  platform: Platform;
  jiraFaults: FaultInjector;
  /** What the switch of readings changes; left out, it changes nothing. */
  readings?: ReadingsStore;
  siteUrl: () => string;
  /** Folder with the built screens of the app: `manifest.yml`'s resource paths are relative to it. */
  appDirectory: string;
  /** Folder with Jira's built pages. */
  pagesDirectory: string;
  /** Brings everything but this server's own state back to the start. */
  reset: () => Promise<void>;
}

/** Everything that a browser or a test sees of the site: Jira's REST API, its pages, the host of apps and `/__local`. */
export function createServer(options: ServerOptions): (request: Request) => Promise<Response> {
  const { site, platform, pagesDirectory } = options;
  const host = createHostRoutes({
    ...options,
    report: violation => console.error(`A screen broke its content security policy: ${violation}`),
  });
  const local = createLocalRoutes({
    platform,
    jiraFaults: options.jiraFaults,
    readings: options.readings ?? createReadings(),
    reset: async () => {
      host.reset();
      await options.reset();
    },
  });

  const app = new Hono();
  app.all('/rest/*', context => site.fetch(context.req.raw, site.authenticate(context.req.raw)));
  app.route('/__local', site.control);
  app.route('/__local', local);
  app.all('/__local/*', context =>
    context.json({ error: `There is no ${context.req.method} ${context.req.path} here.` }, 404),
  );
  app.route('/__host', host.routes);
  app.all('/__host/*', context => context.text('Not found', 404));
  app.get('*', context => {
    const path = decodeURIComponent(context.req.path);
    const file = path === '/' ? undefined : serveFile(pagesDirectory, path);
    if (file) return file;
    // Files have a suffix; every other address, Jira's old `.jspa` among them, is a page of the one application.
    if (/\.(?!jspa$)[a-z0-9]+$/i.test(path)) return context.text('Not found', 404);
    return (
      serveFile(pagesDirectory, 'index.html') ?? context.text('The pages are not built; "npm start" builds them.', 503)
    );
  });
  app.onError((error, context) => {
    console.error(error);
    return context.text('Internal error of the local platform; see its standard error.', 500);
  });
  return async request => app.fetch(request);
}
