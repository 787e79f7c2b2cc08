import { serve, type Served } from './serve';

let server: Served;
let cancelled = false;

beforeAll(async () => {
  server = await serve(async request => {
    const { pathname } = new URL(request.url);
    if (pathname === '/echo')
      return Response.json({ url: request.url, host: request.headers.get('host'), body: await request.text() });
    if (pathname === '/fails') throw new Error('a mistake');
    if (pathname === '/endless')
      return new Response(
        new ReadableStream({
          start: controller => controller.enqueue(new TextEncoder().encode('data: 1\n\n')),
          cancel: () => void (cancelled = true),
        }),
      );
    return new Response(null, { status: 204 });
  }, 0);
});
afterAll(() => server.close());

test('passes method, host, query and body on', async () => {
  const response = await fetch(`${server.url}/echo?a=%20b`, { method: 'POST', body: 'ü' });
  expect(await response.json()).toEqual({
    url: `${server.url}/echo?a=%20b`,
    host: `127.0.0.1:${server.port}`,
    body: 'ü',
  });
});

test('an answer without a body stays without one', async () => {
  const response = await fetch(`${server.url}/nothing`);
  expect([response.status, await response.text()]).toEqual([204, '']);
});

test('an error of a handler is printed and answered with 500', async () => {
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  expect((await fetch(`${server.url}/fails`)).status).toBe(500);
  expect(printed).toHaveBeenCalledTimes(1);
  printed.mockRestore();
});

test('a stream starts at once and is cancelled when the reader leaves', async () => {
  const leave = new AbortController();
  const response = await fetch(`${server.url}/endless`, { signal: leave.signal });
  const first = await response.body?.getReader().read();
  expect(new TextDecoder().decode(first?.value)).toBe('data: 1\n\n');
  leave.abort();
  for (let i = 0; i < 50 && !cancelled; i++) await new Promise(resolve => setTimeout(resolve, 10));
  expect(cancelled).toBe(true);
});

test('a taken port is an error with its code', async () => {
  await expect(serve(() => new Response(), server.port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
