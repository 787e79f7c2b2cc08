import type { FactSetting } from '../../contract/settings';
import type { Answer } from '../../domain/matching/answer';
import type { AskingMode } from '../../domain/pacing/asking-mode';
import type { Failure, Result } from '../../domain/pacing/failure';
import { observableKey, type NamingRules, type Observable } from '../../domain/observables/observable';
import {
  anchoredShortName,
  describeTried,
  exactSpellings,
  isFoundInFull,
  mayBeTruncated,
} from '../../domain/observables/variants';
import {
  buildAnchoredQuery,
  buildExactQuery,
  buildQuery,
  isAskableAddress,
  isAskableMac,
  isAskableName,
  type ExactValues,
} from './aql';
import { askForCandidates, type Asking, type Inquiry } from './ask';
import type { AxoniusClient } from './client';
import { tookTooLong } from './failures';

export interface FindAssetsInput {
  /** Of one alert, or of many: hundreds are asked in few questions. */
  readonly observables: readonly Observable[];
  readonly naming: NamingRules;
  readonly facts: readonly FactSetting[];
  /** Have Axonius compute its answer instead of serving a cached one. */
  /**
   * A tenant that refuses a field (a fact of another tenant, a custom field that was removed) is asked again without what can be
   * left out; left out itself, the question fails, so that a test of the connection can say so.
   */
  readonly leavesOutRefusedFields?: boolean;
  readonly freshFromAxonius: boolean;
  readonly way: AskingMode['way'];
  /** Time for all questions together, in milliseconds. */
  readonly withinMs: number;
}

export interface FindAssetsDependencies {
  readonly client: Pick<AxoniusClient, 'queryDevices'>;
  /** Origin of the tenant, for links. */
  readonly address: string;
  readonly now: () => Date;
  /** Told how long each first expression took, in milliseconds; `Infinity` where no answer came in time. */
  readonly noteExpression?: (tookMs: number) => void;
}

/** One query holds at most this many observables, and about this many spellings: some 100 kB of text. */
const observablesInQuery = 100;
const spellingsInQuery = 1_200;

/** Below this, an anchored question after another one has no chance: it reads every name of the tenant. */
const shortestAnchoredMs = 3_000;

/** So long an answer waits for an expression, and no longer than this share of the time for all questions. */
const longestExpressionMs = 60_000;
const shareOfExpression = 0.8;

const noSpellings: ExactValues = { names: [], addresses: [], macs: [] };

/**
 * Asks Axonius for all observables. Every name is asked with an anchored expression that ignores case, because an asset that
 * an exact spelling finds says nothing about a second one that spells the name otherwise. `apart` asks exact spellings beside
 * it, and where the expression doesn't come in time, or the tenant won't take it, they are the answer (`askedInFull: false`;
 * `provisional` where another try may bring it). Full names and MACs that nothing has are then asked for in any domain and any
 * spelling. Candidates are not judged here. Fails where the exact question fails, and where an expression meets what passes by
 * itself: half an answer would hide an ambiguity.
 */
export async function findAssets(
  input: FindAssetsInput,
  dependencies: FindAssetsDependencies,
): Promise<Result<Answer>> {
  const { naming } = input;
  const inquiries = startInquiries(input.observables);
  const asking: Asking = {
    ...dependencies,
    facts: input.facts,
    fields: { are: input.leavesOutRefusedFields === true ? 'all-or-needed' : 'all' },
    freshFromAxonius: input.freshFromAxonius,
    deadline: dependencies.now().getTime() + input.withinMs,
    questions: { count: 0 },
  };
  const search: Search = {
    asking,
    longestExpressionMs: Math.min(longestExpressionMs, input.withinMs * shareOfExpression),
    noteExpression: dependencies.noteExpression ?? (() => undefined),
    isLate: false,
  };

  const askable = inquiries
    .map(inquiry => ({ inquiry, spellings: askableSpellings(inquiry.observable, naming) }))
    .filter(({ spellings }) => countOf(spellings) > 0);
  for (const group of groupBySize(askable)) {
    const failure = await (input.way === 'together' ? askTogether(search, group) : askApart(search, group));
    if (failure !== null) return { ok: false, failure };
  }

  for (const group of groupBySize(askable.filter(({ inquiry }) => isUnfound(inquiry)))) {
    const failure = await askAnywhere(search, group);
    if (failure !== null) return { ok: false, failure };
  }
  return {
    ok: true,
    value: { ...answerOf(inquiries, naming, asking), ...(search.isLate ? { provisional: true } : {}) },
  };
}

/** One call of `findAssets`. */
interface Search {
  readonly asking: Asking;
  readonly longestExpressionMs: number;
  readonly noteExpression: (tookMs: number) => void;
  /** An expression did not come in time. */
  isLate: boolean;
}

/** Exact spellings and expression side by side. */
async function askApart(search: Search, group: readonly Askable[]): Promise<Failure | null> {
  const names = group.filter(isName);
  const [failure, expressionFailure] = await Promise.all([
    askExactly(search, group),
    names.length === 0 ? null : askExpression(search, names, noSpellings),
  ]);
  return failure ?? leaveOut(search, names, expressionFailure);
}

/**
 * One question; exact spellings of names are asked only where the expression has no answer.
 *
 * assumption: axonius-expression-complete an anchored expression finds all that a list of spellings finds
 */
async function askTogether(search: Search, group: readonly Askable[]): Promise<Failure | null> {
  const names = group.filter(isName);
  if (names.length === 0) return askExactly(search, group);
  const rest = joinSpellings(group.filter(member => !isName(member)));
  const failure = await askExpression(search, group, rest);
  if (failure === null) return null;
  return leaveOut(search, names, failure) ?? askExactly(search, group);
}

function askExactly({ asking }: Search, group: readonly Askable[]): Promise<Failure | null> {
  return askForCandidates(asking, group, members => buildExactQuery(joinSpellings(members)));
}

/** Asks for names in any case, and in the same question for `exact`. */
async function askExpression(search: Search, group: readonly Askable[], exact: ExactValues): Promise<Failure | null> {
  const { asking } = search;
  const startedAt = asking.now().getTime();
  const failure = await askForCandidates(withinExpressionTime(search), group, members => {
    const observables = members.map(({ inquiry }) => inquiry.observable);
    const inFull = observables.filter(observable => observable.kind === 'hostname' && observable.full !== null);
    const others = observables.filter(observable => !inFull.includes(observable));
    return buildQuery({ ...anywhere(others), whole: wholeNames(inFull), macs: [] }, exact);
  });
  const hasAnswer = failure === null;
  if (hasAnswer || failure.kind === 'timeout') {
    search.noteExpression(hasAnswer ? asking.now().getTime() - startedAt : Infinity);
  }
  for (const { inquiry } of group) {
    const wasAsked = hasAnswer && inquiry.observable.kind === 'hostname' && inquiry.observable.full === null;
    if (wasAsked) inquiry.anchored = 'asked';
  }
  return failure;
}

/** What is in no spelling of its own: full names by their first label in any domain, MACs with any separators. */
async function askAnywhere(search: Search, group: readonly Askable[]): Promise<Failure | null> {
  const { asking } = search;
  const isHopeless = search.isLate || asking.deadline - asking.now().getTime() < shortestAnchoredMs;
  if (isHopeless) return leaveOut(search, group, tookTooLong());
  const failure = await askForCandidates(withinExpressionTime(search), group, members =>
    buildAnchoredQuery({ ...anywhere(members.map(({ inquiry }) => inquiry.observable)), whole: [] }),
  );
  if (failure !== null) return leaveOut(search, group, failure);
  for (const { inquiry } of group) inquiry.anchored = 'asked';
  return null;
}

function withinExpressionTime({ asking, longestExpressionMs: mostMs }: Search): Asking {
  return { ...asking, deadline: Math.min(asking.deadline, asking.now().getTime() + mostMs) };
}

/** Goes on without an expression that came too late or that the tenant refuses; any other failure is the whole's. */
function leaveOut(search: Search, group: readonly Askable[], failure: Failure | null): Failure | null {
  if (failure === null) return null;
  if (failure.kind !== 'timeout' && failure.kind !== 'bad-query') return failure;
  if (failure.kind === 'timeout') search.isLate = true;
  for (const { inquiry } of group) inquiry.anchored = 'left-out';
  return null;
}

function isName({ inquiry }: Askable): boolean {
  return inquiry.observable.kind === 'hostname';
}

/** Full names and MACs that are found nowhere; addresses have no case and no parts. */
function isUnfound({ observable, candidates, overLimit, anchored }: Inquiry): boolean {
  if (overLimit || anchored !== 'needless' || observable.kind === 'ip') return false;
  return !isFoundInFull(observable, [...candidates.values()]);
}

function wholeNames(observables: readonly Observable[]): readonly string[] {
  const names = observables.flatMap(observable =>
    observable.kind === 'hostname' && observable.full !== null ? [observable.full, observable.short] : [],
  );
  return [...new Set(names)].filter(isAskableName);
}

function anywhere(observables: readonly Observable[]) {
  return {
    names: shortNames(observables.filter(observable => !mayBeTruncated(observable))),
    truncated: shortNames(observables.filter(mayBeTruncated)),
    macs: observables.flatMap(observable => (observable.kind === 'mac' ? [observable.mac] : [])),
  };
}

interface Askable {
  readonly inquiry: Inquiry;
  readonly spellings: ExactValues;
}

function startInquiries(observables: readonly Observable[]): readonly Inquiry[] {
  const byKey = new Map(observables.map(observable => [observableKey(observable), observable]));
  return [...byKey.values()].map(observable => ({
    observable,
    candidates: new Map(),
    overLimit: false,
    anchored: 'needless',
    asked: false,
    answeredAt: null,
  }));
}

/** Spellings that AQL can hold: a short name with a long suffix may be no name any more. */
function askableSpellings(observable: Observable, naming: NamingRules): ExactValues {
  const { names, addresses, macs } = exactSpellings(observable, naming);
  return {
    names: names.filter(isAskableName),
    addresses: addresses.filter(isAskableAddress),
    macs: macs.filter(isAskableMac),
  };
}

function countOf({ names, addresses, macs }: ExactValues): number {
  return names.length + addresses.length + macs.length;
}

function joinSpellings(members: readonly Askable[]): ExactValues {
  const all = members.map(({ spellings }) => spellings);
  return {
    names: [...new Set(all.flatMap(({ names }) => names))],
    addresses: [...new Set(all.flatMap(({ addresses }) => addresses))],
    macs: [...new Set(all.flatMap(({ macs }) => macs))],
  };
}

function groupBySize(askable: readonly Askable[]): readonly (readonly Askable[])[] {
  const groups: Askable[][] = [];
  let spellings = Infinity;
  for (const member of askable) {
    const current = groups.at(-1);
    const count = countOf(member.spellings);
    if (current === undefined || current.length === observablesInQuery || spellings + count > spellingsInQuery) {
      groups.push([member]);
      spellings = count;
    } else {
      current.push(member);
      spellings += count;
    }
  }
  return groups;
}

function shortNames(observables: readonly Observable[]): readonly string[] {
  return [...new Set(observables.map(anchoredShortName).filter(name => name !== null))];
}

function answerOf(inquiries: readonly Inquiry[], naming: NamingRules, asking: Asking): Answer {
  const finishedAt = asking.now().toISOString();
  return {
    observables: inquiries.map(({ observable, candidates, overLimit, anchored, asked, answeredAt }) => ({
      key: observableKey(observable),
      candidates: [...candidates.values()],
      overLimit,
      askedInFull: anchored !== 'left-out',
      tried: asked ? describeTried(observable, naming, anchored === 'asked') : [],
      answeredAt: answeredAt ?? finishedAt,
    })),
    questions: asking.questions.count,
  };
}
