import type { Settings } from '../../contract/settings';
import { defaultSettings } from '../../settings/settings';
import type { QueuedAlert } from '../../runs/queued-alert';
import { acceptEvent, type AcceptPorts, type IssueEvent, type KnownSite } from './accept-event';

const alertEvent: IssueEvent = {
  kind: 'created',
  issueId: '10001',
  projectId: '10000',
  issueType: { id: '10010', name: 'Security Alert' },
  changedFields: null,
};

function aSite(alerts: Partial<Settings['alerts']> = {}, known: Partial<KnownSite> = {}): KnownSite {
  const settings = { ...defaultSettings, address: 'https://demo.on.axonius.com' };
  return {
    settings: { ...settings, alerts: { ...settings.alerts, ...alerts } },
    issueTypeIds: null,
    sourceFieldIds: null,
    ...known,
  };
}

async function accept(event: IssueEvent, site: KnownSite, outcome: 'pushed' | 'queue-full' = 'pushed') {
  const pushed: QueuedAlert[] = [];
  const ports: AcceptPorts = {
    readSite: () => Promise.resolve({ ok: true, value: site }),
    push: alert => {
      if (outcome === 'pushed') pushed.push(alert);
      return Promise.resolve(outcome);
    },
    now: () => new Date('2026-11-24T08:00:00Z'),
  };
  return { answer: await acceptEvent(event, ports), pushed };
}

describe('an issue event', () => {
  it('of a new alert is queued', async () => {
    const { answer, pushed } = await accept(alertEvent, aSite());
    expect(answer).toBe('pushed');
    expect(pushed).toEqual([expect.objectContaining({ issueId: '10001', trigger: 'created', fresh: false })]);
  });

  it('is delivered again later where the queue is full: nothing is lost', async () => {
    expect((await accept(alertEvent, aSite(), 'queue-full')).answer).toBe('busy');
  });

  it.each([
    ['another issue type', { ...alertEvent, issueType: { id: '1', name: 'Task' } }, aSite()],
    ['a project that was not chosen', alertEvent, aSite({ projects: ['99'] })],
    ['a site whose admin switched automatic runs off', alertEvent, aSite({ automatic: false })],
    ['a site without a tenant', alertEvent, { ...aSite(), settings: defaultSettings }],
  ])('of %s is ignored', async (_, event, site) => {
    expect(await accept(event, site)).toEqual({ answer: 'ignored', pushed: [] });
  });

  it('recognises an issue type by id once names are resolved', async () => {
    const event = { ...alertEvent, issueType: { id: '10010', name: null } };
    expect((await accept(event, aSite({}, { issueTypeIds: ['10010'] }))).answer).toBe('pushed');
  });

  describe('of an updated alert', () => {
    const updated = (changedFields: readonly string[] | null): IssueEvent => ({
      ...alertEvent,
      kind: 'updated',
      changedFields,
    });

    it.each([
      ['a source field by id', ['customfield_10050', 'Hostname'], 'pushed'],
      ['a source field by name', ['Hostname'], 'pushed'],
      ['the issue type', ['issuetype'], 'pushed'],
      ['a shape of changelog that is not known', null, 'pushed'],
      ['another field', ['summary', 'Summary'], 'ignored'],
      ['nothing', [], 'ignored'],
    ])('that changed %s', async (_, changed, answer) => {
      expect((await accept(updated(changed), aSite({}, { sourceFieldIds: ['customfield_10050'] }))).answer).toBe(
        answer,
      );
    });
  });
});
