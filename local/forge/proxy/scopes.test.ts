import { startHarness, type Harness } from '../testing/harness';

/* The same app with a manifest that lists neither storage:app nor write:jira-work nor any egress. */

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness('manifest-without-scopes.yml');
}, 240_000);
afterAll(() => harness.close());

test('storage without storage:app is refused', async () => {
  expect((await harness.probe('get', { key: 'k' })).error).toMatchObject({
    type: 'ForgeKvsAPIError',
    code: 'FORBIDDEN',
  });
});

test('a write without write:jira-work is refused, a read goes on', async () => {
  const id = await harness.createAlert('one');
  const path = `/rest/api/3/issue/${id}`;
  expect(
    (await harness.probe('jira', { as: 'app', method: 'PUT', path, body: { fields: { summary: 'x' } } })).value,
  ).toEqual({
    status: 401,
    body: { code: 401, message: 'Unauthorized; scope does not match' },
  });
  expect((await harness.probe('jira', { as: 'app', method: 'GET', path })).value).toMatchObject({ status: 200 });
});

test('egress without a list is refused', async () => {
  expect((await harness.probe('fetch', { url: 'https://demo.on.axonius.com/' })).error?.name).toBe(
    'REQUEST_EGRESS_ALLOWLIST_ERR',
  );
});

test('a function without a user in front of it can not act for one', async () => {
  await harness.createAlert(JSON.stringify({ asUser: true }));
  await harness.settle();
  const failed = harness.platform.logs.all().filter(line => line.function === 'on-event' && line.level === 'error');
  expect(failed.at(-1)?.message).toContain('Authentication Required');
});
