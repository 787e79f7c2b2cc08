import fc from 'fast-check';
import { describeSite } from './describe-site';
import { describeWatch } from './describe-watch';
import type { Findings } from './findings';
import { writeSupportText } from './support-text';
import { replay } from './watch';

const NOW = new Date('2026-11-24T08:01:00Z');
const T = '2026-11-24T08:00:10.000Z';

/** What an attacker or a customer's inventory could put where text is free. */
const HOSTILE = [
  'web01.corp.example.com',
  'SEC-42',
  'project = "SEC"',
  '5b10a2844c20165700ede21g',
  'https://acme.on.axonius.com',
  '10.20.4.17',
  'bücher.example',
  '\u202eevil',
  '10101',
];

it('holds names, kinds, durations and counts, and nothing that names somebody or something', () => {
  const hostile = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ minLength: 4, unit: 'grapheme' }));
  fc.assert(
    fc.property(hostile, hostile, hostile, (project, account, version) => {
      const findings: Partial<Findings> = {
        storage: { kind: 'keeps' },
        rights: {
          kind: 'asked',
          isEvery: false,
          isMeant: false,
          projects: [{ projectId: project, browse: false, edit: false }],
        },
        question: { kind: 'failed', failure: 'timeout', milliseconds: 12_000 },
      };
      const state = replay(
        {
          watch: {
            id: account,
            by: account,
            startedAt: T,
            alert: { issueId: project, createdAt: T },
            isStopped: false,
          },
          event: { watchId: account, issueId: project, arrivedAt: T, queuedAt: T },
          look: null,
          panel: null,
        },
        NOW,
      );
      const seen = [{ id: project, key: project, isTeamManaged: false }];
      const lines = [...describeSite(findings, seen), ...describeWatch(state, NOW)];
      const text = writeSupportText({ app: version, environment: account, settings: 1 }, lines, findings, state);
      const versions = /^app (\S+) environment (\S+) settings 1$/m.exec(text);
      expect(versions?.slice(1).every(word => word === 'unknown' || /^(\d+\.?)+$/.test(word))).toBe(true);
      const rest = text
        .split('\n')
        .filter(line => !line.startsWith('app '))
        .slice(1);
      for (const line of rest) expect(line).toMatch(/^[A-Za-z-]+[:]?( [a-z-]+(=(yes|no|unknown|[a-z-]+|\d+(ms)?))?)*$/);
    }),
    { seed: 12, numRuns: 300 },
  );
});

it('says what a supporter asks first', () => {
  const findings: Partial<Findings> = { question: { kind: 'failed', failure: 'auth', milliseconds: 812.4 } };
  const state = { kind: 'idle' } as const;
  const lines = [...describeSite(findings, []), ...describeWatch(state, NOW)];
  const text = writeSupportText({ app: '1.2.0', environment: 'PRODUCTION', settings: 1 }, lines, findings, state);
  expect(text).toContain('app 1.2.0 environment PRODUCTION settings 1');
  expect(text).toContain('question fail kind=auth took=812ms');
});
