import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { ConnectionReset } from './faults';

export interface Served {
  url: string;
  port: number;
  /** Ends open connections and stops listening. */
  close(): Promise<void>;
}

/**
 * Serves a fetch handler over real HTTP on 127.0.0.1. Port 0 picks a free one.
 * A handler that throws ConnectionReset has its socket destroyed; a body stream that errors ends the connection early;
 * any other error of a handler is printed and answered with 500.
 * @throws the listener's error (`EADDRINUSE` when the port is taken)
 */
export async function serve(
  handler: (request: Request) => Promise<Response> | Response,
  port: number,
): Promise<Served> {
  const server = createServer({ keepAliveTimeout: 30_000 }, (incoming, outgoing) => {
    void answer(handler, incoming, outgoing);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no TCP address');
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  handler: (request: Request) => Promise<Response> | Response,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    const response = await handler(await readRequest(incoming, outgoing));
    await writeResponse(response, outgoing, incoming.method === 'HEAD');
  } catch (error) {
    if (!(error instanceof ConnectionReset) && !outgoing.headersSent && !outgoing.destroyed) {
      console.error(error);
      outgoing.writeHead(500, { 'content-type': 'text/plain' });
      outgoing.end('Internal error of the local platform; see its standard error.');
      return;
    }
    outgoing.destroy();
  }
}

async function readRequest(incoming: IncomingMessage, outgoing: ServerResponse): Promise<Request> {
  const headers = new Headers();
  for (let i = 0; i + 1 < incoming.rawHeaders.length; i += 2)
    headers.append(incoming.rawHeaders[i] ?? '', incoming.rawHeaders[i + 1] ?? '');
  const method = incoming.method ?? 'GET';
  const gone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort(new ConnectionReset('the caller went away'));
  });
  const content = await buffer(incoming);
  const body = content.length > 0 && method !== 'GET' && method !== 'HEAD' ? content : null;
  const target = incoming.url?.startsWith('/') ? incoming.url : '/';
  return new Request(`http://${incoming.headers.host ?? '127.0.0.1'}${target}`, {
    method,
    headers,
    body,
    signal: gone.signal,
  });
}

async function writeResponse(response: Response, outgoing: ServerResponse, headOnly: boolean): Promise<void> {
  response.headers.forEach((value, name) => {
    if (name !== 'set-cookie') outgoing.setHeader(name, value);
  });
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
  outgoing.writeHead(response.status, response.statusText || undefined);
  if (response.body === null || headOnly) {
    outgoing.end();
    return;
  }
  outgoing.flushHeaders();
  const reader = response.body.getReader();
  outgoing.once('close', () => void reader.cancel().catch(() => undefined));
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (outgoing.destroyed) return;
    if (!outgoing.write(value))
      await new Promise<void>(resolve => {
        outgoing.once('drain', resolve);
        outgoing.once('close', resolve);
      });
  }
  outgoing.end();
}
