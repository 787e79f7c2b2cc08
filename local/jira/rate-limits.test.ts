import { ANALYST, APP, HOSTNAME, aSite, type Answer } from './testing/site-builder';

async function repeat(times: number, call: () => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let at = 0; at < times; at += 1) answers.push(await call());
  return answers;
}

const refusals = (answers: readonly Answer[]): number => answers.filter(({ status }) => status === 429).length;

describe("Jira's limits hold for the app", () => {
  test('"per-issue writes: 20 per 2 s"', async () => {
    const { call, createAlert, advance } = aSite();
    const write = (id: string) => () => call(APP, 'PUT', `/issue/${id}`, { properties: [{ key: 'k', value: 1 }] });
    const [one, other] = [await createAlert(), await createAlert()];
    const answers = await repeat(21, write(one));
    expect(refusals(answers)).toBe(1);
    const headers = answers[20]?.headers;
    expect(headers?.get('RateLimit-Reason')).toBe('jira-per-issue-on-write');
    expect(headers?.get('Retry-After')).toBe('2');
    // "per-issue pauses that issue": another one is written, and this one may be read.
    expect((await write(other)()).status).toBe(204);
    expect((await call(APP, 'GET', `/issue/${one}`)).status).toBe(200);
    advance(2000);
    expect((await write(one)()).status).toBe(204);
  });

  test('"per-issue writes: 100 per 30 s"', async () => {
    const { call, createAlert, advance } = aSite();
    const id = await createAlert();
    let refused = 0;
    for (let round = 0; round < 11; round += 1) {
      refused += refusals(await repeat(10, () => call(APP, 'PUT', `/issue/${id}/properties/k`, round)));
      advance(1100);
    }
    expect(refused).toBe(10);
  });

  test('"burst: GET 100/s" of one endpoint, whatever the issue', async () => {
    const { call, createAlert, advance } = aSite();
    const ids = [await createAlert(), await createAlert()];
    const answers = await repeat(101, () => call(APP, 'GET', `/issue/${ids[0]}?fields=${HOSTNAME}`));
    expect(refusals(answers)).toBe(1);
    expect(answers[100]?.headers.get('RateLimit-Reason')).toBe('jira-burst-based');
    expect((await call(APP, 'GET', `/issue/${ids[1]}`)).status).toBe(429);
    expect((await call(APP, 'GET', '/field')).status).toBe(200);
    advance(1000);
    expect((await call(APP, 'GET', `/issue/${ids[1]}`)).status).toBe(200);
  });

  test('"burst: PUT 50/s"', async () => {
    const { call, createAlert } = aSite();
    const ids = await Promise.all(Array.from({ length: 6 }, () => createAlert()));
    let refused = 0;
    for (const id of ids) refused += refusals(await repeat(10, () => call(APP, 'PUT', `/issue/${id}/properties/k`, 1)));
    expect(refused).toBe(10);
  });

  test('"points per hour": a read costs 1 + 1 per object, a write 1; headers tell what is left', async () => {
    const { call, createAlert, turn, advance } = aSite('2026-11-24T10:59:00.000Z');
    const id = await createAlert();
    await turn({ rateLimitOverrides: { pointsPerHour: 5 } });
    const read = await call(APP, 'GET', `/issue/${id}`);
    expect(read.headers.get('RateLimit-Policy')).toBe('"global-app-quota";q=5;w=3600');
    expect(read.headers.get('RateLimit')).toBe('"global-app-quota";t=60');
    expect([read.headers.get('X-RateLimit-Limit'), read.headers.get('X-RateLimit-Remaining')]).toEqual(['100', '99']);
    expect(read.headers.get('X-RateLimit-Reset')).toBeNull();
    expect(read.headers.get('X-RateLimit-NearLimit')).toBe('false');
    await call(APP, 'PUT', `/issue/${id}/properties/k`, 1);
    const last = await call(APP, 'GET', `/issue/${id}`);
    expect([last.status, last.headers.get('X-RateLimit-NearLimit')]).toEqual([200, 'true']);
    expect(last.headers.get('RateLimit')).toBe('"global-app-quota";r=0;t=60');
    const refused = await call(APP, 'GET', '/field');
    expect([refused.status, refused.headers.get('RateLimit-Reason')]).toEqual([429, 'jira-quota-global-based']);
    expect(refused.headers.get('Retry-After')).toBe('60');
    expect(refused.headers.get('X-RateLimit-Reset')).toBe('2026-11-24T11:00:00.000Z');
    advance(60_000);
    expect((await call(APP, 'GET', `/issue/${id}`)).status).toBe(200);
  });

  test('"identity and access objects cost 2 points each": every permission asked for counts', async () => {
    const { call, turn } = aSite();
    const permissions = ['BROWSE_PROJECTS', 'EDIT_ISSUES'];
    const ask = () =>
      call(APP, 'POST', '/permissions/check', { projectPermissions: [{ permissions, projects: [10000] }] });
    await turn({ rateLimitOverrides: { pointsPerHour: 9 } });
    expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([200, 200, 429]);
  });

  test('people are not limited, and the limits can be turned off', async () => {
    const { call, createAlert, turn } = aSite();
    const id = await createAlert();
    expect(refusals(await repeat(120, () => call(ANALYST, 'GET', `/issue/${id}?fields=summary`)))).toBe(0);
    await turn({ rateLimits: false });
    expect(refusals(await repeat(120, () => call(APP, 'GET', `/issue/${id}?fields=summary`)))).toBe(0);
  });
});

test('paths that Jira lacks answer 404, and methods that a path lacks 405, in its own body', async () => {
  const { call, turn } = aSite();
  const unknown = await call(APP, 'GET', '/nothing/here');
  expect([unknown.status, unknown.at('errorMessages.length')]).toEqual([404, 1]);
  expect((await call(APP, 'DELETE', '/field')).status).toBe(405);
  expect((await call(APP, 'POST', '/issue', 'text')).status).toBe(400);
  // A switch that the site doesn't know is refused, not ignored.
  expect(await turn({ offscreen: ['Hostname'] })).toBe(400);
});
