import { ConnectionReset } from '../../http/faults';
import { serve, type Served } from '../../http/serve';
import { TOKEN_HEADER } from '../runtime/protocol';
import type { Invocation, Invoker } from '../runtime/invoker';
import { proxyError } from './jira';

/** One part of what functions can reach: `jira`, `kvs`, `stargate` or `egress`. `path` is what follows the part's name. */
export type ProxyPart = (request: Request, path: string, invocation: Invocation) => Promise<Response> | Response;

/** Serves what functions can reach. A request without the token of a running invocation is refused. */
export function serveProxy(
  find: Invoker['find'],
  parts: { jira: ProxyPart; kvs: ProxyPart; stargate: ProxyPart; egress: ProxyPart },
): Promise<Served> {
  return serve(async request => {
    const invocation = find(request.headers.get(TOKEN_HEADER) ?? '');
    if (!invocation) return proxyError(401, 'INVOCATION_ENDED');
    const url = new URL(request.url);
    const [, name = '', ...rest] = url.pathname.split('/');
    const path = `/${rest.join('/')}${url.search}`;
    if (name !== 'jira' && name !== 'kvs' && name !== 'stargate' && name !== 'egress')
      return proxyError(404, 'UNKNOWN_SERVICE');
    if (invocation.step()) throw new ConnectionReset('the function was ended before its request left');
    const response = await parts[name](request, path, invocation);
    invocation.step();
    return response;
  }, 0);
}
