import { createFaultInjector, parseFaultPlan, type FaultPlan } from './faults';
import { serve, type Served } from './serve';

const injector = createFaultInjector();
let runs = 0;
let server: Served;

beforeAll(async () => {
  server = await serve(
    request =>
      injector.apply({ method: request.method, path: new URL(request.url).pathname }, async () => {
        runs++;
        return Response.json({ hello: 'a body that is long enough to be cut in half' });
      }),
    0,
  );
});
afterAll(() => server.close());
beforeEach(() => {
  injector.clear();
  injector.setLatency(0);
  runs = 0;
});

const plan = (rule: Omit<FaultPlan['rules'][number], 'match'>): FaultPlan => ({
  rules: [{ match: 'GET /things', ...rule }],
});
const get = (path = '/things/1') => fetch(server.url + path);

test('a call that no rule matches reaches the handler', async () => {
  injector.set(plan({ kind: 'status', status: 503 }));
  expect((await get('/others')).status).toBe(200);
  expect((await fetch(`${server.url}/things`, { method: 'POST' })).status).toBe(200);
});

test('status answers with the status and headers and does not run the handler', async () => {
  injector.set(plan({ kind: 'status', status: 429, headers: { 'Retry-After': '2' }, body: { a: 1 } }));
  const response = await get();
  expect([response.status, response.headers.get('retry-after'), await response.json()]).toEqual([429, '2', { a: 1 }]);
  expect(runs).toBe(0);
  expect(injector.counts()).toEqual({ 'GET /things status': 1 });
});

test('html answers with a page', async () => {
  injector.set(plan({ kind: 'html' }));
  const response = await get();
  expect(response.headers.get('content-type')).toContain('text/html');
  expect(await response.text()).toContain('<html>');
  expect(runs).toBe(0);
});

test('delay and latency add up, then the handler answers', async () => {
  injector.set(plan({ kind: 'delay', ms: 60 }));
  injector.setLatency(40);
  const start = Date.now();
  expect((await get()).status).toBe(200);
  expect(Date.now() - start).toBeGreaterThanOrEqual(95);
});

test('reset closes the connection, sometimes after the work was done', async () => {
  injector.set({ seed: 7, rules: [{ match: '* /things', kind: 'reset' }] });
  for (let i = 0; i < 20; i++) await expect(get()).rejects.toThrow('fetch failed');
  expect(runs).toBeGreaterThan(3);
  expect(runs).toBeLessThan(17);
});

test('truncate breaks the body half-way', async () => {
  injector.set(plan({ kind: 'truncate' }));
  const response = await get();
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow('terminated');
  expect(runs).toBe(1);
});

test('wrong-shape answers with valid JSON that is something else', async () => {
  injector.set(plan({ kind: 'wrong-shape' }));
  const response = await get();
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ unexpected: [true] });
});

test('the first matching rule decides, with its probability, and the seed makes it repeatable', async () => {
  const play = async () => {
    injector.set({
      seed: 5,
      rules: [
        { match: 'GET /things', probability: 0.5, kind: 'status', status: 500 },
        { match: 'GET /', kind: 'status', status: 404 },
      ],
    });
    const seen: number[] = [];
    for (let i = 0; i < 30; i++) seen.push((await get()).status);
    return seen;
  };
  const first = await play();
  expect(new Set(first)).toEqual(new Set([200, 500]));
  expect(await play()).toEqual(first);
});

test('a plan with a wrong word is refused by name', () => {
  expect(() => parseFaultPlan({ rules: [{ match: 'GET /', kind: 'explode' }] })).toThrow('kind');
  expect(() => parseFaultPlan({ rules: [{ match: '/no-method', kind: 'html' }] })).toThrow('path prefix');
});
