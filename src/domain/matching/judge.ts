import type { RecordedChoice } from '../../contract/record';
import type { Confidence } from '../../contract/vocabulary';
import type { ObservableAnswer } from './answer';
import { assetKey, distinctAssets, type Asset } from './asset';
import { createNameReader } from './asset-names';
import { createAttribution } from './attribution';
import { forgetFutureTimes } from './freshness';
import { judgeObservable } from './judge-observable';
import type { JudgedObservable, Judgement } from './judgement';
import { observableKey } from '../observables/observable';
import type { NamingRules, Observable } from '../observables/observable';
import { resolvedAsset, stronger, weaker } from './standing';
import type { Standing } from './standing';
import { weighObservables } from './weigh-observables';

export interface JudgeInput {
  readonly observables: readonly Observable[];
  readonly answers: readonly ObservableAnswer[];
  /** ISO 8601: everything about time is measured against it, never against now. */
  readonly alertTime: string;
  readonly freshnessDays: number;
  readonly naming: NamingRules;
  /** Stored choices by observable key, as read back from the record: they may be forged, so they only select candidates. */
  readonly choices: Readonly<Record<string, RecordedChoice>>;
}

/** Concludes which asset each observable names, or that none can be named, and what that means for the alert. */
export function judge(input: JudgeInput): Judgement {
  const answers = new Map(input.answers.map(answer => [answer.key, answer]));
  const assets = distinctAssets(
    input.answers.flatMap(({ candidates, answeredAt }) =>
      candidates.map(asset => forgetFutureTimes(asset, answeredAt)),
    ),
  );
  const candidatesOf = attributeAll(input.observables, assets);
  const context = { ...input, namesOf: createNameReader(input.naming) };
  const alone = input.observables.map(observable => {
    const key = observableKey(observable);
    const choice = Object.hasOwn(input.choices, key) ? (input.choices[key] ?? null) : null;
    return judgeObservable(observable, answers.get(key) ?? unanswered(key), candidatesOf(observable), choice, context);
  });
  const weighed = weighObservables(
    alone.map(({ standing }) => standing),
    context.namesOf,
  );
  const own = weighed.standings.filter(({ isElsewhere }) => isElsewhere !== true);
  const elsewhere = weighed.standings.filter(({ isElsewhere }) => isElsewhere === true);
  const outcome = outcomeOf(own);
  return {
    outcome,
    confidence: confidenceOf(own, outcome),
    observables: weighed.standings.map(toJudged),
    assets: distinctAssets([...own, ...elsewhere].flatMap(standing => standing.assets)),
    unresolved: own.filter(standing => resolvedAsset(standing) === null).length,
    notes: [...new Set([...weighed.notes, ...alone.flatMap(({ notes }) => notes)])],
    droppedChoices: droppedChoices(input, alone),
  };
}

function toJudged(standing: Standing): JudgedObservable {
  const { observable, outcome, confidence, rule, because, others, tried } = standing;
  return {
    observable,
    outcome,
    confidence,
    rule,
    because,
    assetIds: standing.assets.map(({ id }) => id),
    others,
    ...(standing.isElsewhere === undefined ? {} : { isOtherMachine: standing.isElsewhere }),
    tried,
  };
}

/** The first that occurs, the most urgent first. */
function outcomeOf(standings: readonly Standing[]): Judgement['outcome'] {
  const order = ['ambiguous', 'stale', 'matched', 'not-found'] as const;
  return order.find(outcome => standings.some(standing => standing.outcome === outcome)) ?? 'no-observable';
}

/** An asset is as sure as the surest observable that leads to it; an alert is as sure as its least sure asset. */
function confidenceOf(standings: readonly Standing[], outcome: Judgement['outcome']): Confidence | null {
  const byAsset = new Map<string, Confidence>();
  for (const standing of standings) {
    const asset = resolvedAsset(standing);
    if (asset === null || standing.confidence === null || standing.outcome !== outcome) continue;
    byAsset.set(assetKey(asset), stronger(byAsset.get(assetKey(asset)) ?? 'low', standing.confidence));
  }
  const confidences = [...byAsset.values()];
  return confidences.length === 0 ? null : confidences.reduce(weaker);
}

function droppedChoices(
  input: JudgeInput,
  alone: readonly { readonly standing: Standing; readonly droppedChoice: string | null }[],
): Readonly<Record<string, string>> {
  const present = new Set(alone.map(({ standing }) => standing.key));
  const gone = Object.keys(input.choices).filter(key => !present.has(key));
  return Object.fromEntries([
    ...gone.map(key => [key, 'the alert no longer has this value'] as const),
    ...alone.flatMap(({ standing, droppedChoice }) =>
      droppedChoice === null ? [] : [[standing.key, droppedChoice] as const],
    ),
  ]);
}

/** Looks names and addresses up once, so that the work grows with observables plus assets and not with their product. */
function attributeAll(
  observables: readonly Observable[],
  assets: readonly Asset[],
): (observable: Observable) => readonly Asset[] {
  const attribute = createAttribution(observables);
  const found = new Map<Observable, Asset[]>(observables.map(observable => [observable, []]));
  for (const asset of assets) for (const observable of attribute(asset)) found.get(observable)?.push(asset);
  return observable => found.get(observable) ?? [];
}

function unanswered(key: string): ObservableAnswer {
  return { key, candidates: [], overLimit: false, askedInFull: false, tried: [], answeredAt: '' };
}
