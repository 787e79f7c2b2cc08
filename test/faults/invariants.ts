import type { AlertRecord } from '../../src/contract/record';
import type { Expectation } from './inventory';
import { holdsBlock, type Observed } from './observe';
import type { Note } from './people';
import { LONGEST_DELAY_MS } from './weather';

/** What must never be, by name; each holds sentences that say where it was. */
export type Violations = Record<
  | 'not one block'
  | 'no record'
  | 'disagrees with the inventory'
  | 'human text lost'
  | 'wrong asset'
  | 'impostor matched'
  | 'rival hidden'
  | 'run died'
  | 'secret',
  string[]
>;

export function noViolations(): Violations {
  return {
    'not one block': [],
    'no record': [],
    'disagrees with the inventory': [],
    'human text lost': [],
    'wrong asset': [],
    'impostor matched': [],
    'rival hidden': [],
    'run died': [],
    secret: [],
  };
}

/**
 * Jira has no compare-and-set: what a person saves between the app's last read, at most a second before, and the arrival of
 * its write can't be kept. Injected delays and a busy machine lengthen this.
 */
const WINDOW_MS = 1_000 + LONGEST_DELAY_MS + 1_800;

const SECRETS = ['demo-key', 'demo-secret'];
const ADDRESS = /\b10\.77\.\d{1,3}\.\d{1,3}\b/g;

/** Holds one alert against what the inventory says about it. Answers how many notes fell into the window. */
export function checkAlert(
  observed: Observed,
  expected: Expectation,
  notes: readonly Note[],
  violations: Violations,
): number {
  const { key, record } = observed;
  checkBlock(observed, expected, notes, violations);
  if (record === null) violations['no record'].push(`${key} has none`);
  else checkRecord(key, record, expected, violations['disagrees with the inventory']);
  if (record !== null) checkRivals(key, record, expected, violations);
  for (const change of observed.changes) {
    if (change.byApp) checkAddresses(`${key}, field`, change.after, expected, violations['wrong asset']);
  }
  checkSecrets(key, observed.raw, violations.secret);
  return checkNotes(observed, notes, violations['human text lost']);
}

function checkBlock(
  { key, blocks, record, changes }: Observed,
  { machines, outcome }: Expectation,
  notes: readonly Note[],
  violations: Violations,
): void {
  const isCoveredByPerson = changes.some(
    ({ byApp, before, after }) => !byApp && holdsBlock(before) && !holdsBlock(after),
  );
  // The use case's precondition: a field in which a person wrote first is left alone.
  const isLeft = notes.length > 0 && record?.notWritten === 'field-has-text' && !record.written;
  if (blocks.length === 0 && (isCoveredByPerson || isLeft)) return;
  if (blocks.length !== 1) {
    violations['not one block'].push(`${key} has ${blocks.length}`);
    return;
  }
  const [block = ''] = blocks;
  if (outcome !== 'matched') return;
  for (const { host, address } of machines) {
    if (block.includes(host) && block.includes(address)) continue;
    violations['disagrees with the inventory'].push(`${key}: the block does not name ${host} with ${address}`);
  }
}

function checkRecord(key: string, record: AlertRecord, { outcome, machines }: Expectation, sentences: string[]): void {
  if (record.outcome !== outcome) {
    const why = record.failure === null ? '' : ` (${record.failure.kind}, next try ${String(record.failure.nextTry)})`;
    sentences.push(`${key} is ${record.outcome}${why} instead of ${outcome}`);
    return;
  }
  const found = record.assets.map(({ id }) => id).sort();
  const wanted = machines.map(({ id }) => id).sort();
  if (found.join() !== wanted.join())
    sentences.push(`${key} records ${found.join(', ')} instead of ${wanted.join(', ')}`);
}

/** Of machines with one name none is written as the one that is meant, and none is left out. */
function checkRivals(key: string, record: AlertRecord, expected: Expectation, violations: Violations): void {
  if (expected.rivals === undefined) return;
  if (record.outcome === 'matched' || record.outcome === 'stale')
    violations['impostor matched'].push(`${key} (${expected.rivals}) is ${record.outcome}`);
  const named = new Set(record.assets.map(({ id }) => id));
  for (const { id, host } of expected.machines) {
    if (!named.has(id)) violations['rival hidden'].push(`${key} (${expected.rivals}) does not name ${host}`);
  }
}

/** Runs end by themselves, whatever a device reports; those that the weather ends half-way say so. */
export function checkLogs(logs: string, sentences: string[]): void {
  for (const [found] of logs.matchAll(
    /ended at its time limit[^"]{0,40}|the process (?:ended with|had ended)[^"]{0,80}/g,
  ))
    sentences.push(found);
}

/** A record at any moment. */
export function checkMoment(key: string, record: AlertRecord, { machines }: Expectation, sentences: string[]): void {
  const allowed = new Set(machines.map(({ id }) => id));
  for (const { id } of record.assets) if (!allowed.has(id)) sentences.push(`${key}, record: ${id}`);
}

function checkAddresses(where: string, text: string, { machines }: Expectation, sentences: string[]): void {
  const allowed = new Set(machines.map(({ address }) => address));
  for (const [address] of text.matchAll(ADDRESS)) {
    if (!allowed.has(address)) sentences.push(`${where}: ${address}`);
  }
}

function checkNotes({ key, text, document, changes }: Observed, notes: readonly Note[], sentences: string[]): number {
  let inWindow = 0;
  for (const note of notes) {
    if ((note.isMention ? document : text).includes(note.token)) continue;
    if (note.isMention) {
      // The history tells texts alone: whether a write of the app fell into the window is seen by its time.
      const gaps = changes.flatMap(({ byApp, at }) => (byApp && at >= note.at - 1_000 ? [at - note.at] : []));
      if (gaps.some(gapMs => gapMs <= WINDOW_MS)) inWindow += 1;
      else sentences.push(`${key}: the mention ${note.token} is gone`);
      continue;
    }
    const written = changes.find(({ after }) => after.includes(note.token));
    const covered = changes.find(({ before, after }) => before.includes(note.token) && !after.includes(note.token));
    if (written === undefined || covered === undefined) {
      sentences.push(`${key}: ${note.token} is gone without a trace`);
      continue;
    }
    if (!covered.byApp) continue;
    const gapMs = covered.at - written.at;
    if (gapMs <= WINDOW_MS) inWindow += 1;
    else sentences.push(`${key}: ${note.token} was written over ${gapMs} ms later`);
  }
  return inWindow;
}

export function checkSecrets(where: string, text: string, sentences: string[]): void {
  for (const secret of SECRETS) if (text.includes(secret)) sentences.push(`${where}: ${secret}`);
}
