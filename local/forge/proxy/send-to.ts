import { request as httpRequest, Agent } from 'node:http';
import type { Readable } from 'node:stream';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
/** Headers that belong to one connection and must not be passed on. */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding']);

/** Sends a request over plain HTTP with exactly the given headers, `host` among them, and doesn't follow redirects. */
export function sendTo(
  url: URL,
  init: { method: string; headers: Headers; body: Buffer; signal: AbortSignal },
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const headers: Record<string, string> = { ...Object.fromEntries(init.headers) };
    if (init.body.length > 0) headers['content-length'] = String(init.body.length);
    const outgoing = httpRequest(url, { method: init.method, headers, agent, signal: init.signal }, incoming => {
      const answer = new Headers();
      for (let i = 0; i + 1 < incoming.rawHeaders.length; i += 2) {
        const name = incoming.rawHeaders[i] ?? '';
        if (!HOP_BY_HOP.has(name.toLowerCase())) answer.append(name, incoming.rawHeaders[i + 1] ?? '');
      }
      const status = incoming.statusCode ?? 502;
      const bodyless = status === 204 || status === 205 || status === 304 || init.method === 'HEAD';
      if (bodyless) incoming.resume();
      resolve(
        new Response(bodyless ? null : readBody(incoming), {
          status,
          statusText: incoming.statusMessage ?? '',
          headers: answer,
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(init.body);
  });
}

function readBody(incoming: Readable): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      incoming.on('data', (chunk: Buffer) => controller.enqueue(new Uint8Array(chunk)));
      incoming.on('end', () => controller.close());
      incoming.on('error', error => controller.error(error));
    },
    cancel() {
      incoming.destroy();
    },
  });
}
