import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { CSPInjectionService, CSPProcessingService } from '@forge/csp';
import { load } from 'cheerio/slim';
import { getMimeType } from 'hono/utils/mime';
import type { AppManifest } from '../forge/manifest';

/** Defines `__bridge` before the app's own scripts ask for it. */
const BRIDGE_TAG = '<script src="/__host/bridge.js"></script>';
/** Where a browser tells what the policy stopped; on Atlassian's host this is a service of theirs. */
const REPORT_URI = '/__host/csp-report';

/**
 * Serves a built file, or undefined where there is none. Paths can't leave the folder.
 */
export function serveFile(folder: string, path: string): Response | undefined {
  const file = join(folder, path);
  if (!file.startsWith(folder + sep) || !existsSync(file) || !statSync(file).isFile()) return undefined;
  return new Response(readFileSync(file), {
    headers: { 'content-type': getMimeType(file) ?? 'application/octet-stream', 'cache-control': 'no-cache' },
  });
}

/** Serves a Custom UI resource under the policy that Forge gives to this manifest and page, with the bridge in front. */
export function createFrames(manifest: AppManifest, appDirectory: string) {
  const processing = new CSPProcessingService({ info: message => console.error(message) }, load);
  const injection = new CSPInjectionService();

  return (moduleKey: string, path: string): Response | undefined => {
    const screen = manifest.screens.find(candidate => candidate.key === moduleKey);
    if (!screen) return undefined;
    const name = path === '' || path === '/' ? 'index.html' : path;
    const found = serveFile(join(appDirectory, screen.path), name);
    if (!found || !name.endsWith('.html')) return found;
    const html = readFileSync(join(appDirectory, screen.path, name), 'utf8');
    const policy = injection.getInjectableCSP({
      existingCSPDetails: processing.getCspDetails(html, manifest.permissions),
      microsEnv: 'prod',
    });
    return new Response(
      html.replace(/<head[^>]*>/i, head => head + BRIDGE_TAG),
      {
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'cache-control': 'no-cache',
          'content-security-policy': policy
            .map(directive => (directive.startsWith('report-uri ') ? `report-uri ${REPORT_URI}` : directive))
            .join('; '),
        },
      },
    );
  };
}
