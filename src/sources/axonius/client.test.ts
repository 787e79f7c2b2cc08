import type { ServerResponse } from 'node:http';
import type { Failure, Result } from '../../domain/pacing/failure';
import { createAxoniusClient, type AxoniusClientOptions } from './client';
import noMatch from './fixtures/no-match.json';
import { sendJson, serveAnswers, type AnswerServer } from './testing/serve-answers';

jest.setTimeout(30_000);

let tenant: AnswerServer;
beforeAll(async () => {
  tenant = await serveAnswers();
});
afterAll(() => tenant.close());
beforeEach(() => {
  tenant.received.length = 0;
});

const clientWith = (overrides: Partial<AxoniusClientOptions> = {}) =>
  createAxoniusClient({
    address: tenant.address,
    fetch,
    authorize: () => Promise.resolve({ 'api-key': 'demo-key', 'api-secret': 'demo-secret' }),
    remainingMs: () => 60_000,
    now: () => new Date('2026-11-24T01:00:00Z'),
    ...overrides,
  });

const ask = (overrides: Partial<AxoniusClientOptions> = {}, withinMs?: number) =>
  clientWith(overrides).queryDevices({
    query: '("specific_data.data.hostname" in ["web01"])',
    fields: ['specific_data.data.hostname'],
    limit: 51,
    offset: 0,
    freshFromAxonius: false,
    ...(withinMs === undefined ? {} : { withinMs }),
  });

const failureOf = (result: Result<unknown>): Failure => {
  if (result.ok) throw new Error('did not fail');
  return result.failure;
};

describe('a question', () => {
  it('is one POST that asks for few fields, no details, and proves who asks', async () => {
    tenant.answerWith((_request, response) => {
      sendJson(response, { assets: [{ internal_axon_id: 'a' }], meta: { page: { totalResources: 7 } } });
    });
    expect(await ask()).toEqual({
      ok: true,
      value: { assets: [{ internal_axon_id: 'a' }], total: 7, hasMore: true },
    });
    expect(tenant.received).toHaveLength(1);
    expect(tenant.received[0]).toMatchObject({
      method: 'POST',
      url: '/api/v2/assets/devices',
      headers: { 'api-key': 'demo-key', 'api-secret': 'demo-secret', 'content-type': 'application/json' },
      body: {
        query: '("specific_data.data.hostname" in ["web01"])',
        fields: ['specific_data.data.hostname'],
        page: { limit: 51, offset: 0 },
        include_metadata: true,
        include_details: false,
        use_cache_entry: true,
      },
    });
  });

  it('takes an answer without a match, from Axonius’ cache', async () => {
    tenant.answerWith((_request, response) => {
      sendJson(response, noMatch);
    });
    expect(await ask()).toEqual({ ok: true, value: { assets: [], total: 0, hasMore: false } });
  });

  it.each([
    ['without meta', {}, false],
    ['with a meta that is no object', { meta: 'x' }, false],
    ['with a page of texts', { meta: { page: { totalResources: 'many' } } }, false],
    ['with more to come', { meta: { page: { totalResources: 2 } } }, true],
  ])('takes an answer %s', async (_name, extra, hasMore) => {
    tenant.answerWith((_request, response) => {
      sendJson(response, { assets: [{}], ...extra });
    });
    expect(await ask()).toMatchObject({ ok: true, value: { assets: [{}], hasMore } });
  });
});

describe('what goes wrong', () => {
  const status =
    (code: number, headers: Record<string, string> = {}, body = '{"errors":[{"error":"demo-secret"}]}') =>
    (response: ServerResponse) =>
      response.writeHead(code, { 'Content-Type': 'application/json', ...headers }).end(body);

  it.each<[string, (response: ServerResponse) => void, Partial<Failure>]>([
    ['401', status(401), { kind: 'auth', status: 401 }],
    ['403', status(403), { kind: 'forbidden', status: 403 }],
    ['403 in HTML', status(403, { 'Content-Type': 'text/html' }, '<h1>no</h1>'), { kind: 'forbidden' }],
    ['404', status(404), { kind: 'unexpected-answer', status: 404 }],
    ['400', status(400), { kind: 'bad-query', status: 400 }],
    ['422', status(422), { kind: 'bad-query', status: 422 }],
    ['405', status(405), { kind: 'unexpected-answer', status: 405 }],
    ['202', status(202), { kind: 'unavailable', status: 202 }],
    ['204', status(204, {}, ''), { kind: 'unexpected-answer', status: 204 }],
    [
      '302 to elsewhere',
      status(302, { Location: 'https://evil.example/' }),
      { kind: 'unexpected-answer', status: 302 },
    ],
    ['307 to itself', status(307, { Location: '/api/v2/assets/devices' }), { kind: 'unexpected-answer', status: 307 }],
    ['429 without a time', status(429), { kind: 'throttled', retryAfterMs: null, status: 429 }],
    ['429 with seconds', status(429, { 'Retry-After': '2' }), { kind: 'throttled', retryAfterMs: 2_000 }],
    [
      '429 with a date',
      status(429, { 'Retry-After': 'Tue, 24 Nov 2026 01:01:00 GMT' }),
      { kind: 'throttled', retryAfterMs: 60_000 },
    ],
    ['500', status(500), { kind: 'unavailable', status: 500 }],
    ['503 with a time', status(503, { 'Retry-After': '30' }), { kind: 'unavailable', retryAfterMs: 30_000 }],
    [
      'a maintenance page',
      status(200, { 'Content-Type': 'text/html; charset=utf-8' }, '<html>'),
      { kind: 'unavailable', status: 200 },
    ],
    ['a maintenance page that says it is JSON', status(200, {}, '<html>'), { kind: 'unavailable' }],
    ['an empty body', status(200, {}, ''), { kind: 'unavailable' }],
    ['JSON cut off', status(200, {}, '{"assets":[{"internal_axon_id":'), { kind: 'unavailable' }],
    ['no assets', status(200, {}, '{"data":[]}'), { kind: 'unexpected-answer', status: 200 }],
    ['assets that are no list', status(200, {}, '{"assets":{}}'), { kind: 'unexpected-answer' }],
    ['null', status(200, {}, 'null'), { kind: 'unexpected-answer' }],
    ['a closed connection', response => response.destroy(), { kind: 'unavailable', status: null }],
    [
      'a connection closed in the middle',
      response => {
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
        response.write('{"assets":[', () => response.destroy());
      },
      { kind: 'unavailable' },
    ],
    [
      'Forge’s proxy refusing the host',
      status(403, { 'forge-proxy-error': 'BLOCKED_EGRESS' }),
      { kind: 'egress-denied' },
    ],
    ['Forge’s proxy failing', status(502, { 'forge-proxy-error': 'UPSTREAM' }), { kind: 'unavailable' }],
  ])('%s', async (_name, answer, expected) => {
    tenant.answerWith((_request, response) => {
      answer(response);
    });
    const failure = failureOf(await ask());
    expect(failure).toMatchObject({ side: 'axonius', ...expected });
    expect(failure.sentence).toMatch(/^[A-Z].{20,300}\.$/s);
    expect(JSON.stringify(failure)).not.toMatch(/demo-(key|secret)/);
    expect(tenant.received).toHaveLength(1);
  });

  it('nobody listens', async () => {
    const closed = await serveAnswers();
    await closed.close();
    expect(failureOf(await ask({ address: closed.address }))).toMatchObject({ kind: 'unavailable' });
  });

  it('Forge does not let the app talk to the host', async () => {
    const denied = Object.assign(new Error('URL not included'), { name: 'REQUEST_EGRESS_ALLOWLIST_ERR' });
    expect(failureOf(await ask({ fetch: () => Promise.reject(denied) }))).toMatchObject({ kind: 'egress-denied' });
    const wrapped = new TypeError('fetch failed', { cause: denied });
    expect(failureOf(await ask({ fetch: () => Promise.reject(wrapped) }))).toMatchObject({ kind: 'egress-denied' });
  });

  it('no credentials, credentials that no header can carry, and a store that fails', async () => {
    expect(failureOf(await ask({ authorize: () => Promise.resolve({}) }))).toMatchObject({
      kind: 'not-configured',
      side: 'app',
    });
    expect(failureOf(await ask({ authorize: () => Promise.resolve({ 'api-key': '' }) }))).toMatchObject({
      kind: 'not-configured',
    });
    const broken = failureOf(await ask({ authorize: () => Promise.resolve({ 'api-key': 'demo-key\r\nx: y' }) }));
    expect(broken.kind).toBe('auth');
    expect(broken.sentence).not.toContain('demo-key');
    const throwing = () => Promise.reject(new Error('demo-secret'));
    expect(failureOf(await ask({ authorize: throwing }))).toMatchObject({ kind: 'unavailable', side: 'app' });
    expect(tenant.received).toHaveLength(0);
  });
});

describe('time', () => {
  it('gives up after the time of the caller, also in the middle of a body', async () => {
    tenant.answerWith((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).write('{"assets":[');
    });
    const startedAt = Date.now();
    expect(failureOf(await ask({}, 600))).toMatchObject({ kind: 'timeout', status: null });
    expect(Date.now() - startedAt).toBeLessThan(15_000);
  });

  it('gives up when the invocation ends, with a margin for the rest of the run', async () => {
    tenant.answerWith(() => undefined);
    const startedAt = Date.now();
    expect(failureOf(await ask({ remainingMs: () => 5_700 }))).toMatchObject({ kind: 'timeout' });
    expect(Date.now() - startedAt).toBeLessThan(15_000);
  });

  it('does not depend on a fetch that listens to its signal', async () => {
    const deaf = () => new Promise<never>(() => undefined);
    expect(failureOf(await ask({ fetch: deaf }, 600))).toMatchObject({ kind: 'timeout' });
  });

  it('does not ask when nothing can come of it', async () => {
    expect(failureOf(await ask({ remainingMs: () => 5_100 }))).toMatchObject({ kind: 'timeout' });
    expect(tenant.received).toHaveLength(0);
  });
});

describe('an oversized answer', () => {
  const endless = (response: ServerResponse, sent: { bytes: number }) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).write('{"assets":["');
    const part = 'x'.repeat(256 * 1024);
    const writeOn = (): void => {
      while (!response.destroyed && sent.bytes < 200e6) {
        sent.bytes += part.length;
        if (!response.write(part)) return;
      }
    };
    response.on('drain', writeOn);
    writeOn();
  };

  it('is cut off while it is read', async () => {
    const sent = { bytes: 0 };
    tenant.answerWith((_request, response) => {
      endless(response, sent);
    });
    expect(failureOf(await ask())).toMatchObject({ kind: 'unexpected-answer', status: 200 });
    expect(sent.bytes).toBeLessThan(60e6);
  });

  it('is not read when it says its size', async () => {
    tenant.answerWith((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '999999999' }).write('{');
    });
    expect(failureOf(await ask())).toMatchObject({ kind: 'unexpected-answer' });
  });

  it('is refused after reading where there is no stream', async () => {
    const withoutStream = () =>
      Promise.resolve({
        status: 200,
        headers: new Headers({ 'content-type': 'application/json' }),
        text: () => Promise.resolve(' '.repeat(21 * 1024 * 1024)),
      });
    expect(failureOf(await ask({ fetch: withoutStream }))).toMatchObject({ kind: 'unexpected-answer' });
  });

  it('may be nested as deeply as it likes', async () => {
    tenant.answerWith((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(`{"assets":[${'['.repeat(1e6)}${']'.repeat(1e6)}]}`);
    });
    expect(await ask()).toMatchObject({ ok: true });
  });
});

describe('the other calls', () => {
  it.each<[string, unknown]>([
    ['names', ['specific_data.data.owner', 'specific_data.data.name']],
    ['objects', [{ name: 'specific_data.data.owner', title: 'Owner' }, { name: 'x' }]],
    ['a wrapped list', { page: 1, fields: [{ name: 'specific_data.data.owner' }] }],
    ['something unreadable, with a built-in list', { generic: 7 }],
  ])('lists fields from %s', async (_name, body) => {
    tenant.answerWith((_request, response) => {
      sendJson(response, body);
    });
    expect(await clientWith().deviceFieldNames('Data.owner')).toEqual({
      ok: true,
      value: ['specific_data.data.owner'],
    });
    expect(tenant.received[0]).toMatchObject({
      method: 'GET',
      url: '/api/v2/assets/devices/fields?search=Data.owner&exclude_subfields=true',
    });
  });

  it('lists the built-in fields where the tenant has no list', async () => {
    tenant.answerWith((_request, response) => {
      sendJson(response, {}, 404);
    });
    expect(await clientWith().deviceFieldNames('data.owner')).toEqual({
      ok: true,
      value: ['specific_data.data.owner'],
    });
    tenant.answerWith((_request, response) => {
      sendJson(response, {}, 401);
    });
    expect(failureOf(await clientWith().deviceFieldNames('data.owner'))).toMatchObject({ kind: 'auth' });
  });

  it('tests the connection with the smallest real question', async () => {
    tenant.answerWith((_request, response) => {
      sendJson(response, { assets: [{ internal_axon_id: 'a' }], meta: { page: { totalResources: 20_000 } } });
    });
    expect(await clientWith().testConnection()).toEqual({ ok: true, value: { seesNothing: false, total: 20_000 } });
    expect(tenant.received[0]?.body).toMatchObject({
      fields: ['internal_axon_id'],
      page: { limit: 1 },
      include_details: false,
    });
    tenant.answerWith((_request, response) => {
      sendJson(response, noMatch);
    });
    expect(await clientWith().testConnection()).toEqual({ ok: true, value: { seesNothing: true, total: 0 } });
  });
});
