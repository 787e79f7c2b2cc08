import type { WireAsset } from '../asset';
import { createTenant } from '../tenant';

export const HOST = 'specific_data.data.hostname';

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  /** The parsed body. Tests look into it freely; a shape that is not there fails the test. */
  readonly json: ReturnType<typeof JSON.parse>;
}

/** A tenant with the given devices (or the generated ones), its clock, and calls with the right key. */
export function createTestTenant(devices?: readonly WireAsset[]) {
  let time = Date.parse('2026-11-24T02:00:00Z');
  const tenant = createTenant({ now: () => new Date(time) });

  const send = async (method: string, path: string, body?: unknown, headers: object = {}): Promise<Answer> => {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const response = await tenant.fetch(
      new Request(`http://127.0.0.1${path}`, {
        method,
        headers: { ...headers },
        ...(text === undefined ? {} : { body: text }),
      }),
    );
    const answer = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return {
      status: response.status,
      text: answer,
      headers: response.headers,
      json: isJson ? (JSON.parse(answer) as unknown) : null,
    };
  };
  const ready = devices === undefined ? Promise.resolve() : send('PUT', '/__local/devices', devices);

  const call = async (method: string, path: string, body?: unknown, headers: object = {}): Promise<Answer> => {
    await ready;
    return send(method, path, body, { 'api-key': 'demo-key', 'api-secret': 'demo-secret', ...headers });
  };
  return {
    call,
    query: (body: object, headers: object = {}) => call('POST', '/api/v2/assets/devices', body, headers),
    local: async (method: string, path: string, body?: unknown) => {
      await ready;
      return send(method, `/__local${path}`, body);
    },
    passMinutes: (minutes: number) => {
      time += minutes * 60_000;
    },
  };
}

/** Devices `id0`, `id1`, … with hostnames `h0`, `h1`, … */
export function numbered(count: number): WireAsset[] {
  return Array.from({ length: count }, (_, at) => ({
    internal_axon_id: `id${String(at)}`,
    [HOST]: [`h${String(at)}`],
  }));
}

export function ids(body: { assets: { internal_axon_id: string }[] }): string[] {
  return body.assets.map(asset => asset.internal_axon_id);
}
