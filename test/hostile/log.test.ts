import fc from 'fast-check';
import type { Failure } from '../../src/domain/pacing/failure';
import { logRun } from '../../src/forge/log';
import { logSweep } from '../../src/forge/sweep';
import { NOW, runIn } from './run';
import { hostileText } from './texts';

const lines: string[] = [];

beforeEach(() => {
  lines.length = 0;
  jest.spyOn(console, 'log').mockImplementation((...args: unknown[]) => void lines.push(args.map(String).join(' ')));
});

afterEach(() => jest.restoreAllMocks());

/** Words that a line may hold: keys and closed vocabularies of ours, numbers, and nothing else. */
const ours =
  /^(run|sweep) \{("[a-zA-Z-]+":("[a-z]+(:[a-z-]+|-[a-z-]+)?"|"\d+"|-?\d+|true|false|null|\{[^{}]*\}),?)*\}$/;

describe('a line of the log', () => {
  it('holds ids, kinds, counts and durations, whatever alert and device say', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, hostileText, async (source, owner) => {
        lines.length = 0;
        const device = {
          internal_axon_id: 'a'.repeat(32),
          'specific_data.data.hostname': ['web01', source],
          'specific_data.data.owner': owner,
        };
        const { request, result } = await runIn({
          fields: { source },
          devices: [device],
          request: { requestedBy: 'account-of-a-person' },
        });
        logRun(request, result, new Date(NOW));
        expect(lines).toHaveLength(1);
        expect(lines[0]).toMatch(ours);
        expect(lines[0]).not.toContain('account-of-a-person');
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  it('holds no sentence of a failure: only its side, kind and status', async () => {
    const { request } = await runIn({ fields: { source: 'web01' }, devices: [] });
    const failure: Failure = {
      kind: 'auth',
      side: 'axonius',
      sentence: 'key demo-key, secret demo-secret',
      retryAfterMs: null,
      status: 401,
      fields: ['customfield_10050'],
    };
    logRun(request, { kind: 'failed', failure, retryAfterMs: null, gaveUp: false, record: null }, new Date(NOW));
    logSweep({ kind: 'failed', failure });
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(line).toMatch(ours);
      expect(line).toContain('axonius:auth');
    }
  });
});
