import { aDevice, aPort } from '../devices';
import { call, driveSite, startPlatform, type Platform, type SiteDriver } from '../platform';

jest.setTimeout(60_000);

let platform: Platform;
let site: SiteDriver;

beforeAll(async () => {
  platform = await startPlatform();
  site = await driveSite(platform);
}, 240_000);

afterAll(() => platform.stop());

beforeEach(async () => {
  await call('POST', `${platform.jira}/__local/reset`);
  await call('POST', `${platform.axonius}/__local/reset`);
  await call('PUT', `${platform.axonius}/__local/devices`, [
    aDevice('a1', 'lt-4411.corp.example.com'),
    aDevice('a2', 'web01.corp.example.com', {
      fields: { 'specific_data.data.network_interfaces': [aPort('10.20.4.18', '3C:52:82:00:00:02')] },
    }),
    aDevice('a3', 'DB-7.corp.example.com', {
      fields: {
        'specific_data.data.network_interfaces': [
          { mac: '3C:52:82:00:00:03', ips: ['10.20.4.19', 'fd00::19'], name: 'Ethernet' },
        ],
      },
    }),
    aDevice('b1', 'twin.corp.example.com'),
    aDevice('b2', 'twin.dmz.example.com'),
  ]);
});

describe('an alert is created', () => {
  it('with one hostname: the analyst reads name, last seen and addresses', async () => {
    const alert = await site.createAlert({ Hostname: 'LT-4411.corp.example.com' });
    const context = site.contextOf(alert);
    expect(context).toMatch(/^Asset intelligence from Axonius +\[MATCHED\]/i);
    expect(context).toContain('lt-4411.corp.example.com');
    expect(context).toMatch(/Last seen \| \d+ min before the alert \(\d+ \w+ \d{4} \d\d:\d\d UTC\)/);
    expect(context).toContain('10.20.4.17');
    expect(context).toContain('3C:52:82:A1:23:45');
    expect(alert.properties?.['axonius-asset-intelligence']).toMatchObject({
      v: 1,
      outcome: 'matched',
      confidence: 'high',
      assetCount: 1,
      unresolved: 0,
      written: true,
      notWritten: null,
      primary: { assetId: 'a1'.padEnd(32, '0'), host: 'lt-4411.corp.example.com' },
      trigger: 'created',
    });
  });

  it('with three hostnames: every one is told', async () => {
    const alert = await site.createAlert({
      Hostname: 'lt-4411.corp.example.com, WEB01.corp.example.com; db-7.corp.example.com',
    });
    const context = site.contextOf(alert);
    for (const text of ['lt-4411.corp', 'web01.corp', '10.20.4.18', '10.20.4.19', 'fd00::19'])
      expect(context).toContain(text);
    expect(context).toMatch(/db-7\.corp\.example\.com/i);
    expect(alert.properties?.['axonius-asset-intelligence']).toMatchObject({
      outcome: 'matched',
      assetCount: 3,
      unresolved: 0,
    });
  });

  it('without a hostname: the field says so in one line', async () => {
    const alert = await site.createAlert({ Hostname: 'the laptop of somebody in finance' });
    expect(alert.properties?.['axonius-asset-intelligence']).toMatchObject({ outcome: 'no-observable', assetCount: 0 });
    expect(alert.properties?.['axonius-asset-intelligence']?.rejected).toHaveLength(1);
    expect(site.contextOf(alert)).toContain('the laptop of somebody in finance');
  });

  it('with a hostname that Axonius does not know: it says what was tried and what that means', async () => {
    const alert = await site.createAlert({ Hostname: 'ghost-99.corp.example.com' });
    expect(alert.properties?.['axonius-asset-intelligence']).toMatchObject({
      outcome: 'not-found',
      primary: null,
      unresolved: 1,
    });
    const context = site.contextOf(alert);
    expect(context).toMatch(/\[NOT FOUND\]/i);
    expect(context).toMatch(/unmanaged/);
  });

  it('with a name that two assets share: both are listed and none is confirmed', async () => {
    const alert = await site.createAlert({ Hostname: 'twin' });
    expect(alert.properties?.['axonius-asset-intelligence']).toMatchObject({
      outcome: 'ambiguous',
      assetCount: 2,
      unresolved: 1,
      primary: null,
    });
    const context = site.contextOf(alert);
    expect(context).toContain('twin.corp.example.com');
    expect(context).toContain('twin.dmz.example.com');
    expect(context).toMatch(/none.*confirmed|not confirmed/i);
  });

  it('with text of a person in the field: not one character changes, and the record says why', async () => {
    const text = {
      version: 1,
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Called the owner, no answer.' }] }],
    };
    const alert = await site.createAlert({ Hostname: 'lt-4411.corp.example.com', 'Additional Context': text });
    expect(site.contextOf(alert)).toBe('Called the owner, no answer.');
    expect(alert.properties?.['axonius-asset-intelligence']).toMatchObject({
      outcome: 'matched',
      written: false,
      notWritten: 'field-has-text',
    });
  });

  it('of another issue type: nothing happens', async () => {
    const { id } = await site.createIssue({ Hostname: 'lt-4411.corp.example.com' }, 'Task');
    await site.settle();
    const issue = await site.readIssue(id);
    expect(issue.properties?.['axonius-asset-intelligence']).toBeUndefined();
    expect(site.contextOf(issue)).toBe('');
  });

  it('while the key is wrong: it fails once, names the causes and who can mend it', async () => {
    await call('PUT', `${platform.axonius}/__local/credentials`, { key: 'other', secret: 'other' });
    const alert = await site.createAlert({ Hostname: 'lt-4411.corp.example.com' });
    expect(alert.properties?.['axonius-asset-intelligence']).toMatchObject({
      outcome: 'failed',
      failure: { kind: 'auth', nextTry: null },
    });
    expect(site.contextOf(alert)).toMatch(/\[FAILED\]/i);
    expect(site.contextOf(alert)).toMatch(/admin/i);
    expect(await meter()).toMatchObject({ egress: { 'demo.on.axonius.com': 2 } });
  });

  it.each([
    ['down', { kind: 'status', status: 503 }],
    ['throttling', { kind: 'status', status: 429, headers: { 'Retry-After': '1' } }],
    ['still computing', { kind: 'status', status: 202 }],
    ['in maintenance', { kind: 'html' }],
    ['cutting its answers', { kind: 'truncate' }],
    ['resetting connections', { kind: 'reset' }],
  ])(
    'while the tenant is %s: the failure is recorded with its next try, and a later try completes it',
    async (_, fault) => {
      await call('PUT', `${platform.axonius}/__local/faults`, {
        seed: 1,
        rules: [{ match: 'POST /api/v2', ...fault }],
      });
      const { id } = await site.createIssue({ Hostname: 'lt-4411.corp.example.com' });
      const failed = await until(
        () => site.readIssue(id),
        issue => issue.properties?.['axonius-asset-intelligence']?.outcome === 'failed',
      );
      expect(failed.properties?.['axonius-asset-intelligence']?.failure?.nextTry).toMatch(/^\d{4}-\d\d-\d\dT/);
      expect(site.contextOf(failed)).toMatch(/\[FAILED\]/i);

      await call('DELETE', `${platform.axonius}/__local/faults`);
      await call('PUT', `${platform.jira}/__local/time`, { scale: 60 });
      await site.settle();
      await call('PUT', `${platform.jira}/__local/time`, { scale: 1 });
      const alert = await site.readIssue(id);
      expect(alert.properties?.['axonius-asset-intelligence']).toMatchObject({
        outcome: 'matched',
        written: true,
        failure: null,
      });
      expect(site.contextOf(alert)).toContain('10.20.4.17');
      expect(site.contextOf(alert)).not.toMatch(/failed/i);
    },
  );

  it('with quotes, brackets and line breaks in the hostname: they reach nobody as a query', async () => {
    const hostile = 'x" or "1" == "1';
    const alert = await site.createAlert({ Hostname: `${hostile}, lt-4411.corp.example.com, [a](b), ")] or (` });
    expect(alert.properties?.['axonius-asset-intelligence']?.primary?.host).toBe('lt-4411.corp.example.com');
    expect(alert.properties?.['axonius-asset-intelligence']?.assetCount).toBe(1);
    expect(alert.properties?.['axonius-asset-intelligence']?.rejected.map(({ value }) => value).join(' ')).toContain(
      'or',
    );
  });
});

describe('deliveries', () => {
  it('an event that is delivered twice is written once', async () => {
    await call('PUT', `${platform.jira}/__local/delivery`, { seed: 1, duplicate: 1 });
    const alert = await site.createAlert({ Hostname: 'lt-4411.corp.example.com' });
    expect(alert.properties?.['axonius-asset-intelligence']).toMatchObject({ outcome: 'matched', written: true });
    expect(await meter()).toMatchObject({ jira: { 'PUT /rest/api/3/issue/{id}': 1 } });
    expect(alert.properties?.['axonius-asset-intelligence']?.runs).toHaveLength(1);
  });

  it('a field that can’t be written keeps its record, with the reason', async () => {
    await call('PUT', `${platform.jira}/__local/site`, { offScreen: ['Additional Context'] });
    const alert = await site.createAlert({ Hostname: 'lt-4411.corp.example.com' });
    expect(alert.properties?.['axonius-asset-intelligence']).toMatchObject({
      outcome: 'matched',
      written: false,
      notWritten: 'field-not-editable',
    });
    await call('DELETE', `${platform.jira}/__local/site`);
  });

  it('one clean run costs what the design allows', async () => {
    await call('DELETE', `${platform.jira}/__local/meter`);
    await site.createIssue({ Hostname: 'lt-4411.corp.example.com' });
    await site.settle();
    const cost = (await meter()) as {
      kvs: { reads: number; writes: number };
      queue: { pushes: number };
      jira: Record<string, number>;
      egress: Record<string, number>;
    };
    // Two while a tenant is asked apart, as a new one is.
    expect(cost.egress).toEqual({ 'demo.on.axonius.com': 2 });
    expect(cost.jira).toEqual({ 'GET /rest/api/3/issue/{id}': 1, 'PUT /rest/api/3/issue/{id}': 1 });
    expect(cost.queue.pushes).toBe(1);
    expect(cost.kvs.reads).toBeLessThanOrEqual(4);
    expect(cost.kvs.writes).toBeLessThanOrEqual(1);
  });
});

function meter(): Promise<unknown> {
  return call('GET', `${platform.jira}/__local/meter`);
}

async function until<T>(read: () => Promise<T>, isThere: (value: T) => boolean): Promise<T> {
  const end = Date.now() + 20_000;
  for (;;) {
    const value = await read();
    if (isThere(value)) return value;
    if (Date.now() > end) throw new Error(`Did not happen in time: ${JSON.stringify(value).slice(0, 1000)}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
