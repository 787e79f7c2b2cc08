import { installStorage, type TestStorage } from '../../local/forge/testing/storage';
import { acceptEvent, type IssueEvent } from '../features/events/accept-event';
import { defaultSettings } from '../settings/settings';
import { acceptPorts } from './accept';
import { readStoredCheck, writeWatch } from './check-store';
import { writeSettings } from './site';

/* The real @forge packages against storage that keeps Forge's rules. */

let forge: TestStorage;
beforeEach(() => {
  forge = installStorage();
});
afterEach(() => forge.end());

const AT = '2026-11-24T08:00:00.000Z';
const event: IssueEvent = {
  kind: 'created',
  issueId: '10001',
  projectId: '10000',
  issueType: { id: '10001', name: 'Security Alert' },
  changedFields: null,
};
const watch = { id: 'w1', by: 'anna', startedAt: AT, alert: null, isStopped: false };

beforeEach(async () => {
  await writeSettings({ ...defaultSettings, address: 'https://acme.on.axonius.com' });
  forge.calls.length = 0;
});

describe('an event of a new alert', () => {
  it('costs one read and one push', async () => {
    expect(await acceptEvent(event, acceptPorts('anna'))).toBe('pushed');
    expect(forge.calls).toHaveLength(1);
    expect(forge.pushed).toEqual([expect.objectContaining({ issueId: '10001', trigger: 'created', fresh: false })]);
  });

  it.each([
    ['anna', 'w1'],
    ['somebody else', undefined],
  ])('caused by %s is noted for Anna, who watches, once', async (actor, watchId) => {
    await writeWatch(watch);
    await acceptEvent(event, acceptPorts(actor));
    await acceptEvent({ ...event, issueId: '10002' }, acceptPorts(actor));
    const noted = (await readStoredCheck()).event;
    expect(noted?.watchId).toBe(watchId);
    expect(noted?.issueId).toBe(watchId === undefined ? undefined : '10001');
  });

  it('is delivered again where the queue is full', async () => {
    forge.queue = () => new Response('{}', { status: 429 });
    expect(await acceptEvent(event, acceptPorts(null))).toBe('busy');
  });

  it('goes its way where nobody can watch it', async () => {
    await writeWatch(watch);
    forge.intercept = path =>
      path.endsWith('/set') ? Response.json({ code: 'UNKNOWN_ERROR', message: 'down' }, { status: 503 }) : null;
    expect(await acceptEvent(event, acceptPorts('anna'))).toBe('pushed');
  });
});
