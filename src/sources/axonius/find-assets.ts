import type { FactSetting } from '../../contract/settings';
import type { Answer } from '../../domain/matching/answer';
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
  isAskableAddress,
  isAskableMac,
  isAskableName,
  type ExactValues,
} from './aql';
import { askForCandidates, type Asking, type Inquiry } from './ask';
import type { AxoniusClient } from './client';

export interface FindAssetsInput {
  /** Of one alert, or of many: hundreds are asked in few questions. */
  readonly observables: readonly Observable[];
  readonly naming: NamingRules;
  readonly facts: readonly FactSetting[];
  /** Have Axonius compute its answer instead of serving a cached one. */
  readonly freshFromAxonius: boolean;
  /** Time for all questions together, in milliseconds. */
  readonly withinMs: number;
}

export interface FindAssetsDependencies {
  readonly client: Pick<AxoniusClient, 'queryDevices'>;
  /** Origin of the tenant, for links. */
  readonly address: string;
  readonly now: () => Date;
}

/** One query holds at most this many observables, and about this many spellings: some 100 kB of text. */
const observablesInQuery = 100;
const spellingsInQuery = 1_200;

/** Below this, an anchored question has no chance: it reads every name of the tenant. */
const shortestAnchoredMs = 3_000;

/**
 * Asks Axonius for all observables: the exact spellings first, then an anchored, case-insensitive question for short names
 * and for what is unfound. Where the latter has no time, or the tenant won't take it, the answer says so
 * (`askedInFull: false`). Candidates are not judged here. Fails where the exact question fails, and where the second one
 * meets what passes by itself: half an answer would hide an ambiguity.
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
    freshFromAxonius: input.freshFromAxonius,
    deadline: dependencies.now().getTime() + input.withinMs,
    questions: { count: 0 },
  };

  const askable = inquiries
    .map(inquiry => ({ inquiry, spellings: askableSpellings(inquiry.observable, naming) }))
    .filter(({ spellings }) => countOf(spellings) > 0);
  for (const group of groupBySize(askable)) {
    const failure = await askForCandidates(asking, group, members => buildExactQuery(joinSpellings(members)));
    if (failure !== null) return { ok: false, failure };
  }

  const unfound = askable.filter(({ inquiry }) => needsAnchoredQuestion(inquiry));
  for (const group of groupBySize(unfound)) {
    const failure = await askAnchored(asking, group);
    if (failure !== null) return { ok: false, failure };
  }
  return { ok: true, value: answerOf(inquiries, naming, asking) };
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

/** Addresses have no case and no parts: what an exact question doesn't find of them isn't there. */
function needsAnchoredQuestion({ observable, candidates, overLimit }: Inquiry): boolean {
  if (overLimit || observable.kind === 'ip') return false;
  return !isFoundInFull(observable, [...candidates.values()]);
}

async function askAnchored(asking: Asking, group: readonly Askable[]): Promise<Failure | null> {
  const markAll = (anchored: Inquiry['anchored']): null => {
    for (const { inquiry } of group) inquiry.anchored = anchored;
    return null;
  };
  if (asking.deadline - asking.now().getTime() < shortestAnchoredMs) return markAll('left-out');
  const failure = await askForCandidates(asking, group, members => {
    const observables = members.map(({ inquiry }) => inquiry.observable);
    return buildAnchoredQuery({
      names: shortNames(observables.filter(observable => !mayBeTruncated(observable))),
      truncated: shortNames(observables.filter(mayBeTruncated)),
      macs: observables.flatMap(observable => (observable.kind === 'mac' ? [observable.mac] : [])),
    });
  });
  if (failure === null) return markAll('asked');
  return failure.kind === 'timeout' || failure.kind === 'bad-query' ? markAll('left-out') : failure;
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
