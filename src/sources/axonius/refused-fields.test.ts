import * as z from 'zod';
import type { FactSetting } from '../../contract/settings';
import type { NamingRules, Observable } from '../../domain/observables/observable';
import { findAssets, type FindAssetsInput } from './find-assets';
import { sendJson, serveAnswers, type AnswerServer } from './testing/serve-answers';
import { tenantOf } from './testing/tenant-of';

let tenant: AnswerServer;
beforeAll(async () => {
  tenant = await serveAnswers();
});
afterAll(() => tenant.close());
beforeEach(() => {
  tenant.received.length = 0;
});

const CUSTOM = 'adapters_data.gui.custom_criticality';
const request = z.object({ fields: z.array(z.string()), query: z.string() });
const now = () => new Date('2026-11-24T01:00:00Z');
const naming: NamingRules = { suffixes: [], windowsDomains: {}, namesOfNoMachine: [], sharedAddresses: [] };
const facts: FactSetting[] = [{ label: 'Criticality', axoniusField: CUSTOM, personal: false, shown: true }];
const observable: Observable = {
  kind: 'hostname',
  value: 'web01.corp.example.com',
  field: 'f',
  short: 'web01',
  full: 'web01.corp.example.com',
};

const find = (overrides: Partial<FindAssetsInput>) =>
  findAssets(
    {
      observables: [observable],
      naming,
      facts,
      freshFromAxonius: false,
      way: 'together',
      withinMs: 20_000,
      ...overrides,
    },
    tenantOf(tenant, now),
  );

function refuse(isRefused: (fields: readonly string[]) => boolean): void {
  tenant.answerWith(({ body }, response) => {
    if (isRefused(request.parse(body).fields)) return sendJson(response, { errors: [{ error: 'Bad Request' }] }, 400);
    const device = {
      internal_axon_id: 'a'.repeat(32),
      'specific_data.data.hostname': ['web01.corp.example.com'],
      [CUSTOM]: ['High'],
    };
    sendJson(response, { assets: [device], meta: { page: { totalResources: 1 } } });
  });
}

describe('a tenant that refuses a field', () => {
  it('is asked once more without the fields that a run can do without, and still tells the machine', async () => {
    refuse(fields => fields.includes(CUSTOM));
    const answer = await find({ leavesOutRefusedFields: true });
    expect(answer).toMatchObject({
      ok: true,
      value: { questions: 2, observables: [{ candidates: [{ displayName: 'web01.corp.example.com' }] }] },
    });
    const [first, second] = tenant.received.map(({ body }) => request.parse(body).fields);
    expect(first).toContain(CUSTOM);
    expect(second).not.toContain(CUSTOM);
    expect(second).toContain('specific_data.data.hostname');
  });

  it('fails a test of the connection, which says what is wrong', async () => {
    refuse(fields => fields.includes(CUSTOM));
    expect(await find({})).toMatchObject({ ok: false, failure: { kind: 'bad-query' } });
  });

  it('is believed where it refuses the question itself', async () => {
    refuse(() => true);
    expect(await find({ leavesOutRefusedFields: true })).toMatchObject({ ok: false, failure: { kind: 'bad-query' } });
  });

  it('is asked for everything where it takes everything', async () => {
    refuse(() => false);
    const answer = await find({ leavesOutRefusedFields: true });
    expect(answer).toMatchObject({
      ok: true,
      value: { questions: 1, observables: [{ candidates: [{ facts: [{ value: 'High' }] }] }] },
    });
  });
});
