import type { ConnectionFault, ConnectionReport, LookedUp, TestInput } from '../../contract/admin';
import { completeCredentials, credentialsNeeded, type Credentials } from '../../settings/credentials';
import type { Failure, Result } from '../../domain/pacing/failure';

export interface TestPorts {
  parseAddress(
    input: string,
  ): { readonly ok: true; readonly address: string } | { readonly ok: false; readonly sentence: string };
  readCredentials(): Promise<Credentials | null>;
  /** The smallest real question to the tenant. */
  ask(credentials: Credentials): Promise<Result<{ readonly total: number | null; readonly seesNothing: boolean }>>;
  /** Whether the manifest lets the app reach this origin without a site admin's approval. */
  isCovered(address: string): boolean;
  /** The question that a run asks, about this name or, without one, about a name of the tenant's own. */
  askAsRun(
    hostname: string | null,
    credentials: Credentials,
  ): Promise<Result<{ readonly lookUp: LookedUp | null; readonly inFull: boolean }>>;
  /** Facts whose fields the tenant does not know, by label; none where it can't tell. */
  findUnknownFacts(credentials: Credentials): Promise<readonly string[]>;
  now(): Date;
}

/** Slower than this, and analysts wait for their alerts: worth telling. */
const SLOW_MS = 5_000;

/** Tries a connection without saving anything, and tells apart what a person would do about it. */
export async function testConnection(input: TestInput, ports: TestPorts): Promise<ConnectionReport> {
  const parsed = ports.parseAddress(input.address);
  if (!parsed.ok) return fault('bad-address', parsed.sentence, 'Correct the address.');
  const { address } = parsed;
  const stored = await ports.readCredentials();
  const credentials = completeCredentials(input, address, stored);
  if (credentials === null) {
    const { sentence, nextStep } = credentialsNeeded(stored !== null);
    return fault('credentials-needed', sentence, nextStep ?? '');
  }
  const startedAt = ports.now().getTime();
  const answer = await ports.ask(credentials);
  const milliseconds = ports.now().getTime() - startedAt;
  if (!answer.ok) return explain(answer.failure, address, ports.isCovered(address));
  const hostname = input.hostname.trim();
  const asked = await ports.askAsRun(hostname === '' ? null : hostname, credentials);
  if (!asked.ok && asked.failure.kind === 'bad-query') {
    return explainRefusedQuestion(await ports.findUnknownFacts(credentials));
  }
  return {
    works: true,
    address,
    milliseconds,
    isSlow: milliseconds > SLOW_MS,
    devices: answer.value.total,
    seesNothing: answer.value.seesNothing,
    question: asked.ok
      ? { kind: 'answered', inFull: asked.value.inFull }
      : { kind: 'failed', sentence: asked.failure.sentence },
    lookUp: asked.ok ? asked.value.lookUp : null,
  };
}

function explainRefusedQuestion(unknownFacts: readonly string[]): ConnectionReport {
  const sentence = 'The connection works, but Axonius does not accept the request that the app sends for alerts.';
  const named = unknownFacts.map(label => `“${label}”`).join(', ');
  return fault(
    'question-refused',
    sentence,
    unknownFacts.length === 0
      ? 'Most likely a fact names a field that this Axonius does not have: check the facts on the Output tab, then test again.'
      : `This Axonius does not know the fields of these facts: ${named}. Correct or hide them on the Output tab, then test again.`,
  );
}

function explain(failure: Failure, address: string, isCovered: boolean): ConnectionReport {
  const host = new URL(address).hostname;
  switch (failure.kind) {
    case 'egress-denied':
      return isCovered
        ? fault(
            'not-permitted',
            `Jira does not let the app talk to ${host}: a site admin has blocked it.`,
            'Ask a site admin to allow it for this app under Connected apps, then test again.',
          )
        : {
            ...fault(
              'not-permitted',
              `Jira lets the app talk only to *.axonius.com. ${host} needs the approval of a site admin.`,
              'Approve the domain, then test again.',
            ),
            approve: address,
          };
    case 'auth':
      return fault(
        'refused',
        'Axonius refuses the key or the secret.',
        'Copy both again from Axonius. If they are right, the service account’s role needs API access and the right to view devices, and its address range must admit Atlassian.',
      );
    case 'forbidden':
      return fault(
        'refused',
        'Axonius knows the key, and its role or address range does not allow the request.',
        'Ask an Axonius admin to give the service account API access and the right to view devices, and to admit Atlassian’s addresses.',
      );
    case 'throttled':
      return fault('busy', 'Axonius is getting too many requests right now.', 'Wait a minute and test again.');
    case 'timeout':
      return fault(
        'not-reachable',
        `${host} did not answer in time.`,
        'Check that it can be reached from the internet. If it can, it is overloaded: test again in a minute.',
      );
    case 'unavailable':
      return explainUnavailable(failure.status, host);
    case 'bad-query':
    case 'unexpected-answer':
    case 'not-configured':
    case 'conflict':
    case 'not-editable':
    case 'not-visible':
    case 'storage-refused':
      return notAxonius(host);
  }
}

function explainUnavailable(status: number | null, host: string): ConnectionReport {
  if (status === null) {
    return fault(
      'not-reachable',
      `${host} can’t be reached: there is no such name, or nothing answers there.`,
      'Check the spelling. Axonius must be reachable from the internet, with a valid certificate.',
    );
  }
  // A page where the API should answer: a sign-in, a proxy, or another product altogether.
  if (status < 500) return notAxonius(host);
  return fault(
    'not-reachable',
    `${host} answers with an error of its own (${status}): it is down or being upgraded.`,
    'Wait until Axonius is up, then test again.',
  );
}

function notAxonius(host: string): ConnectionReport {
  return fault(
    'not-axonius',
    `${host} answers, but not like Axonius.`,
    'Enter the address at which you open Axonius, not that of a proxy or a sign-in page in front of it.',
  );
}

function fault(kind: ConnectionFault, sentence: string, nextStep: string): Extract<ConnectionReport, { works: false }> {
  return { works: false, fault: kind, sentence, nextStep, approve: null };
}
