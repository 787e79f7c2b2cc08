import type * as Approving from './approve-domain';
import {
  createEgressGroups,
  DuplicateEgress,
  EgressLimit,
  parseEgressGroups,
} from '../../../local/forge/proxy/egress-groups';
import { DEFAULT_READINGS, type Readings } from '../../../local/readings';

/* The real @forge/bridge against the local platform's groups, and against each refusal that Forge's page lists. */

const OLD = 'https://old.example';
const NEW = 'https://new.example';

let readings: Readings = DEFAULT_READINGS;
let groups = createEgressGroups(() => readings);
/** Rejects `set` in place of the platform. */
let refusal: Error | null = null;

async function answer(command: string, payload: Record<string, unknown>): Promise<unknown> {
  switch (command) {
    case '__permission__egressGet':
      return { results: groups.get() };
    case '__permission__egressSet':
      if (refusal !== null) throw refusal;
      try {
        groups.set(parseEgressGroups(payload['egresses']));
      } catch (error) {
        const status = error instanceof DuplicateEgress ? 422 : error instanceof EgressLimit ? 400 : null;
        throw Object.assign(new Error('Refused.'), status === null ? {} : { status });
      }
      return { results: groups.get() };
    case '__permission__egressDeleteDomain':
      return groups.deleteDomain(String(payload['key']), String(payload['domain']), String(payload['type']));
    case '__permission__egressDeleteGroup':
      return groups.deleteGroup(String(payload['key']));
    default:
      throw new Error(`No command ${command}.`);
  }
}

// The bridge looks for its host when it is loaded.
let approving: typeof Approving;
beforeAll(async () => {
  Object.assign(globalThis, { __bridge: { callBridge: answer } });
  approving = await import('./approve-domain');
});
afterAll(() => Reflect.deleteProperty(globalThis, '__bridge'));

beforeEach(() => {
  readings = DEFAULT_READINGS;
  groups = createEgressGroups(() => readings);
  refusal = null;
});

describe.each(['adds', 'replaces'] as const)('where `set` %s', egressSet => {
  beforeEach(() => {
    readings = { ...DEFAULT_READINGS, egressSet };
  });

  it('approves a host, and another one, and withdraws the former tenant once the new address is stored', async () => {
    expect(await approving.approveDomain(OLD)).toBeNull();
    expect(await approving.approveDomain(NEW)).toBeNull();
    await approving.withdrawOthers(NEW);
    expect(groups.backendDomains()).toEqual([NEW]);
    expect(groups.get()).toHaveLength(1);
  });

  it('goes back and forth between two tenants without end', async () => {
    for (let round = 0; round < 12; round += 1) {
      const domain = round % 2 === 0 ? OLD : NEW;
      expect(await approving.approveDomain(domain)).toBeNull();
      await approving.withdrawOthers(domain);
      expect(groups.backendDomains()).toEqual([domain]);
    }
  });
});

it('withdraws the former hosts of a group that holds the stored address, too', async () => {
  const hosts = [OLD, NEW].map(domain => ({ domain, type: ['FETCH_BACKEND_SIDE'] }));
  groups.set(parseEgressGroups([{ key: 'axonius', description: 'Ours', configured: hosts }]));
  await approving.withdrawOthers(NEW);
  expect(groups.backendDomains()).toEqual([NEW]);
});

it('does not ask for what is approved', async () => {
  await approving.approveDomain(OLD);
  refusal = new Error('The user declined.');
  expect(await approving.approveDomain(OLD)).toBeNull();
});

const refusals = [
  { kind: 'not-approved', says: 'was not approved', error: new Error('User declined the request') },
  { kind: 'not-allowed', says: 'took no approval', error: Object.assign(new Error('Forbidden'), { status: 403 }) },
  { kind: 'not-allowed', says: 'took no approval', error: { response: { status: 403 } } },
  { kind: 'already-asked', says: 'listed twice', error: Object.assign(new Error('No.'), { statusCode: 422 }) },
  { kind: 'not-possible', says: 'limit of ten', error: new Error('Request failed with status 400') },
  { kind: 'not-approved', says: 'was not approved', error: 'declined' },
];

it.each(refusals)('says that a host $says, and leaves the former one approved', async ({ kind, says, error }) => {
  await approving.approveDomain(OLD);
  // Hosts may reject with anything.
  refusal = error as Error;
  const problem = await approving.approveDomain(NEW);
  expect(problem).toMatchObject({ kind, sentence: expect.stringContaining(says) });
  expect(problem?.sentence).toContain('new.example');
  expect(problem?.nextStep).not.toBeNull();
  expect(groups.backendDomains()).toEqual([OLD]);
});

it('says so where ten hosts are approved', async () => {
  for (let number = 0; number < 10; number += 1) {
    expect(await approving.approveDomain(`https://h${number}.example`)).toBeNull();
  }
  expect(await approving.approveDomain(NEW)).toMatchObject({ kind: 'not-possible' });
  expect(groups.backendDomains()).toHaveLength(10);
});
