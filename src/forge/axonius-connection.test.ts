import { installStorage, type TestStorage } from '../../local/forge/testing/storage';

/* Stored credentials go to the address that they were entered for, and nowhere else. */

let storage: TestStorage;
const sent: { readonly host: string; readonly key: string | null }[] = [];
const realFetch = globalThis.fetch;

beforeEach(() => {
  storage = installStorage();
  sent.length = 0;
  Object.assign(globalThis, {
    __forge_runtime__: { lambdaContext: { getRemainingTimeInMillis: () => 20_000 }, appContext: {} },
    fetch: async (input: string | URL | Request, init?: RequestInit) => {
      const url = new URL(input instanceof Request ? input.url : input);
      sent.push({ host: url.hostname, key: new Headers(init?.headers).get('api-key') });
      return Response.json({}, { status: 401 });
    },
  });
});
afterEach(() => {
  storage.end();
  Object.assign(globalThis, { fetch: realFetch });
});

it('sends the stored key to its own address alone', async () => {
  jest.resetModules();
  const { connectAxonius, writeCredentials } = await import('./axonius-connection');
  await writeCredentials({ address: 'https://acme.on.axonius.com', key: 'k', secret: 's' });
  await connectAxonius('https://acme.on.axonius.com')
    .testConnection()
    .catch(() => undefined);
  await connectAxonius('https://evil.on.axonius.com')
    .testConnection()
    .catch(() => undefined);
  expect(sent.filter(({ host }) => host === 'acme.on.axonius.com').map(({ key }) => key)).toContain('k');
  const elsewhere = sent.filter(({ host }) => host === 'evil.on.axonius.com');
  expect(elsewhere.every(({ key }) => key === null)).toBe(true);
});
