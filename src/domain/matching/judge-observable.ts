import type { RecordedChoice } from '../../contract/record';
import type { ObservableAnswer } from './answer';
import type { Asset } from './asset';
import { explainCandidate } from './explain-candidate';
import type { ExplainContext, Explanation, Sibling } from './explain-candidate';
import { describeLastSeen, isFresh } from './freshness';
import type { NotUsed } from './judgement';
import { observableKey } from '../observables/observable';
import type { Observable } from '../observables/observable';
import { warnOfOverCorrelation } from './over-correlation';
import { inSentence, nameObservable, notUsed, weaker } from './standing';
import type { Standing } from './standing';
import { tellApart } from './tell-apart';

export interface JudgeContext extends ExplainContext {
  readonly freshnessDays: number;
}

export interface JudgedAlone {
  readonly standing: Standing;
  readonly notes: readonly string[];
  /** Why the stored choice was not honoured, or null. */
  readonly droppedChoice: string | null;
}

/** The candidates of one observable, sorted into what they are. */
interface Sorted {
  /** Best rank first; within a rank the last seen first. */
  readonly explained: readonly Explanation[];
  readonly siblings: readonly Sibling[];
  readonly ruledOut: readonly Asset[];
}

type Conclusion = Omit<Standing, 'observable' | 'key' | 'tried' | 'overLimit' | 'pickedByOther'>;

/**
 * Judges one observable by itself. `assets` is what of everything found for the alert may explain it: what a query for one
 * observable found may explain another. Every asset is checked here, whatever the query was.
 */
export function judgeObservable(
  observable: Observable,
  answer: ObservableAnswer,
  assets: readonly Asset[],
  choice: RecordedChoice | null,
  context: JudgeContext,
): JudgedAlone {
  const sorted = sortCandidates(observable, assets, choice, context);
  const chosen = sorted.explained.find(({ asset }) => asset.id === choice?.assetId);
  const lost = choice !== null && choice.assetId !== null && chosen === undefined;
  const concluded =
    chosen === undefined ? conclude(observable, answer, sorted, context) : concludeChoice(chosen, sorted, context);
  const { conclusion, notes } = capped(concluded, observable, answer, chosen !== undefined, context);
  const droppedChoice = lost ? 'the chosen asset is no longer found for this value' : null;
  const { tried, overLimit } = answer;
  return {
    standing: { ...conclusion, observable, key: observableKey(observable), tried, overLimit, pickedByOther: false },
    notes: lost
      ? [
          ...notes,
          `The asset that was chosen for ${observable.value} is no longer found for it, so the choice was dropped.`,
        ]
      : notes,
    droppedChoice,
  };
}

function sortCandidates(
  observable: Observable,
  assets: readonly Asset[],
  choice: RecordedChoice | null,
  context: JudgeContext,
): Sorted {
  const explained: Explanation[] = [];
  const siblings: Sibling[] = [];
  const ruledOut: Asset[] = [];
  for (const asset of assets) {
    const result = explainCandidate(observable, asset, context);
    if (result.is === 'sibling') siblings.push(result.sibling);
    if (result.is !== 'explained') continue;
    if (choice?.notAssetIds?.includes(asset.id) === true && choice.assetId !== asset.id) ruledOut.push(asset);
    else explained.push(result.explanation);
  }
  return {
    explained: newestFirst(explained, ({ asset }) => asset).sort((a, b) => a.rank - b.rank),
    siblings: newestFirst(siblings, ({ asset }) => asset),
    ruledOut: newestFirst(ruledOut, asset => asset),
  };
}

function conclude(observable: Observable, answer: ObservableAnswer, sorted: Sorted, context: JudgeContext): Conclusion {
  const best = sorted.explained.filter(({ rank }) => rank === sorted.explained[0]?.rank);
  const [first] = best;
  if (answer.overLimit) {
    const because = `More than ${answer.candidates.length} assets were found, too many to tell which one it is`;
    return { ...ambiguous(best), because, others: othersThan(sorted, best) };
  }
  if (first === undefined) return notFound(observable, answer, sorted);
  if (best.length === 1)
    return matched(first, becauseOnly(observable, first, sorted), othersThan(sorted, best), context);
  const told = tellApart(best, observable, becauseSeveral(observable, first, best.length), context);
  if (told.is === 'several') return { ...ambiguous(best), because: told.because, others: othersThan(sorted, best) };
  return matched(told.explanation, told.because, [...told.others, ...othersThan(sorted, best)], context, told.ignored);
}

function concludeChoice(chosen: Explanation, sorted: Sorted, context: JudgeContext): Conclusion {
  const explanation: Explanation = { ...chosen, confidence: 'high', atMost: 'high' };
  const others = othersThan(sorted, [chosen]).map(other => ({
    ...other,
    because: `Another asset was chosen; ${inSentence(other.because)}`,
  }));
  return { ...matched({ ...explanation, rank: 0 }, 'Chosen by an analyst', others, context), rule: 'choice' };
}

function matched(
  explanation: Explanation,
  because: string,
  others: readonly NotUsed[],
  context: JudgeContext,
  ignored: string | null = null,
): Conclusion {
  const { asset, rule, rank, confidence, atMost } = explanation;
  // An address moves from machine to machine, so its rule has the narrower limit: a day.
  const fresh = rule === 'address' ? rank === 0 : isFresh(asset, context.alertTime, context.freshnessDays);
  return {
    outcome: fresh ? 'matched' : 'stale',
    assets: [asset],
    confidence,
    atMost,
    rule,
    because: [
      fresh ? because : `${because}, but ${describeLastSeen(asset, context.alertTime)}`,
      ...(ignored === null ? [] : [ignored]),
    ].join('. '),
    others,
  };
}

function ambiguous(best: readonly Explanation[]): Omit<Conclusion, 'because' | 'others'> {
  return {
    outcome: 'ambiguous',
    assets: best.map(({ asset }) => asset),
    confidence: null,
    atMost: 'high',
    rule: best[0]?.rule ?? null,
  };
}

function notFound(observable: Observable, answer: ObservableAnswer, sorted: Sorted): Conclusion {
  const others = othersThan(sorted, []);
  return {
    outcome: 'not-found',
    assets: [],
    confidence: null,
    atMost: 'high',
    rule: null,
    because: becauseNone(),
    others,
  };

  function becauseNone(): string {
    if (sorted.ruledOut.length > 0) return 'An analyst ruled out what was found';
    if (!answer.askedInFull)
      return 'Nothing was found under the names that were searched; there was no time to search all';
    if (sorted.siblings.length > 0) return 'No asset has this full name';
    return observable.kind === 'hostname' ? 'No asset has this name' : `No asset has this ${labelOf(observable)}`;
  }
}

function othersThan(sorted: Sorted, used: readonly Explanation[]): NotUsed[] {
  const bestRule = used[0]?.rule;
  return [
    ...sorted.explained
      .filter(explanation => !used.includes(explanation))
      .map(({ asset, because, rule }) =>
        notUsed(asset, rule === bestRule ? because : `Weaker match: ${inSentence(because)}`),
      ),
    ...sorted.ruledOut.map(asset => notUsed(asset, 'An analyst ruled it out')),
    ...sorted.siblings.map(({ asset, because }) => notUsed(asset, because)),
  ];
}

/** Confidence falls to low where not everything was asked, and where the asset may be several machines. */
function capped(
  conclusion: Conclusion,
  observable: Observable,
  answer: ObservableAnswer,
  isChosen: boolean,
  context: JudgeContext,
): { conclusion: Conclusion; notes: string[] } {
  const notes: string[] = [];
  let { atMost } = conclusion;
  if (!answer.askedInFull && !isChosen) {
    notes.push(
      `There was no time to search Axonius for every spelling of ${observable.value}, so there may be other assets with that name.`,
    );
    atMost = 'low';
  }
  const [asset] = conclusion.assets;
  const warning =
    conclusion.confidence !== null && asset !== undefined ? warnOfOverCorrelation(asset, context.namesOf) : null;
  if (warning !== null) {
    notes.push(warning);
    atMost = 'low';
  }
  const confidence = conclusion.confidence === null ? null : weaker(conclusion.confidence, atMost);
  return { conclusion: { ...conclusion, confidence, atMost }, notes };
}

function becauseOnly(observable: Observable, only: Explanation, sorted: Sorted): string {
  if (only.rule === 'truncated') return `${only.because}; no other asset's does`;
  if (observable.kind !== 'ip' || sorted.explained.length === 1) return only.because;
  return `${only.because}; no other asset with it was`;
}

function becauseSeveral(observable: Observable, first: Explanation, count: number): string {
  const what = {
    'full-name': 'this full name',
    'short-of-full': 'this short name and no full name',
    'short-name': 'this short name',
    'name-only': 'this label',
    truncated: 'a name that starts with these 15 characters',
    mac: 'this MAC',
    address: 'this address',
  }[first.rule];
  const when = observable.kind === 'ip' && first.rank === 0 ? ' and were seen within a day of the alert' : '';
  return `${count} assets have ${what}${when}`;
}

function labelOf(observable: Observable): string {
  return nameObservable(observable).split(' ', 1)[0] ?? '';
}

/** The last seen first, what is not known last; times are read once for each. */
function newestFirst<T>(items: readonly T[], assetOf: (item: T) => Asset): T[] {
  return items
    .map(item => {
      const { id, lastSeen } = assetOf(item);
      const seen = Date.parse(lastSeen ?? '');
      return { item, id, seen: Number.isNaN(seen) ? -Infinity : seen };
    })
    .sort((left, right) => (left.seen === right.seen ? compareText(left.id, right.id) : right.seen - left.seen))
    .map(({ item }) => item);
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
