import type { Failure, FailureKind } from '../../domain/pacing/failure';
import { testConnection, type TestPorts } from './test-connection';

const address = 'https://acme.on.axonius.com';
const input = { address, key: 'key', secret: 'secret', hostname: '' };

function aFailure(kind: FailureKind, status: number | null = null): Failure {
  return { kind, side: 'axonius', sentence: '', retryAfterMs: null, status };
}

function ports(more: Partial<TestPorts> = {}): TestPorts {
  return {
    parseAddress: text => ({ ok: true, address: text }),
    readCredentials: () => Promise.resolve(null),
    ask: () => Promise.resolve({ ok: true, value: { total: 20_000, seesNothing: false } }),
    isCovered: () => true,
    askAsRun: () => Promise.resolve({ ok: true, value: { lookUp: null, inFull: true } }),
    findUnknownFacts: () => Promise.reject(new Error('not asked for')),
    now: () => new Date(0),
    ...more,
  };
}

it.each<[string, Failure, boolean, string]>([
  ['refused key', aFailure('auth', 401), true, 'refused'],
  ['role or address range', aFailure('forbidden', 403), true, 'refused'],
  ['no such name', aFailure('unavailable'), true, 'not-reachable'],
  ['down', aFailure('unavailable', 503), true, 'not-reachable'],
  ['no answer in time', aFailure('timeout'), true, 'not-reachable'],
  ['a page instead of an answer', aFailure('unavailable', 200), true, 'not-axonius'],
  ['another API', aFailure('unexpected-answer', 404), true, 'not-axonius'],
  ['too many questions', aFailure('throttled', 429), true, 'busy'],
  ['blocked by a site admin', aFailure('egress-denied'), true, 'not-permitted'],
  ['not approved yet', aFailure('egress-denied'), false, 'not-permitted'],
])('tells %s', async (_, failure, isCovered, fault) => {
  const report = await testConnection(
    input,
    ports({ ask: () => Promise.resolve({ ok: false, failure }), isCovered: () => isCovered }),
  );
  expect(report).toMatchObject({ works: false, fault, approve: isCovered ? null : address });
});

it('never sends a stored secret to another address', async () => {
  const asked: object[] = [];
  const ask: TestPorts['ask'] = credentials => {
    asked.push(credentials);
    return Promise.resolve({ ok: true, value: { total: 1, seesNothing: false } });
  };
  const readCredentials = () => Promise.resolve({ address, key: 'stored-key', secret: 'stored-secret' });
  const elsewhere = { address: 'https://evil.on.axonius.com', hostname: '' };
  expect(await testConnection(elsewhere, ports({ ask, readCredentials }))).toMatchObject({
    fault: 'credentials-needed',
  });
  expect(asked).toEqual([]);
  await testConnection({ address, hostname: '' }, ports({ ask, readCredentials }));
  expect(asked).toEqual([{ address, key: 'stored-key', secret: 'stored-secret' }]);
});

it('tells what works but slowly', async () => {
  const times = [0, 6_000];
  const report = await testConnection(input, ports({ now: () => new Date(times.shift() ?? 0) }));
  expect(report).toMatchObject({ works: true, milliseconds: 6_000, isSlow: true, devices: 20_000 });
});

describe('the question that a run asks', () => {
  const refused = () => Promise.resolve({ ok: false as const, failure: aFailure('bad-query', 400) });

  it.each([
    ['', null],
    [' web01 ', 'web01'],
  ])('is asked about %j', async (hostname, expected) => {
    const asked: (string | null)[] = [];
    const askAsRun: TestPorts['askAsRun'] = name => {
      asked.push(name);
      return Promise.resolve({ ok: true, value: { lookUp: null, inFull: true } });
    };
    const report = await testConnection({ ...input, hostname }, ports({ askAsRun }));
    expect(report).toMatchObject({ works: true, question: { kind: 'answered', inFull: true } });
    expect(asked).toEqual([expected]);
  });

  it('is named where the tenant refuses it, with the facts whose fields the tenant does not know', async () => {
    const findUnknownFacts = () => Promise.resolve(['Owner', 'Criticality']);
    expect(await testConnection(input, ports({ askAsRun: refused, findUnknownFacts }))).toMatchObject({
      works: false,
      fault: 'question-refused',
      sentence: expect.stringContaining('The connection works') as unknown,
      nextStep: expect.stringContaining('“Owner”, “Criticality”') as unknown,
    });
    const findNone = () => Promise.resolve([]);
    expect(await testConnection(input, ports({ askAsRun: refused, findUnknownFacts: findNone }))).toMatchObject({
      fault: 'question-refused',
      nextStep: expect.stringContaining('check the facts') as unknown,
    });
  });

  it('says what works where only exact names are answered, or nothing in time', async () => {
    const exactly = () => Promise.resolve({ ok: true as const, value: { lookUp: null, inFull: false } });
    expect(await testConnection(input, ports({ askAsRun: exactly }))).toMatchObject({
      works: true,
      question: { kind: 'answered', inFull: false },
    });
    const failure = { ...aFailure('timeout'), sentence: 'It took too long.' };
    const late = () => Promise.resolve({ ok: false as const, failure });
    expect(await testConnection(input, ports({ askAsRun: late }))).toMatchObject({
      works: true,
      question: { kind: 'failed', sentence: 'It took too long.' },
      lookUp: null,
    });
  });
});
