import type { Confidence, MatchRule, Outcome } from '../../contract/vocabulary';
import type { Asset } from './asset';
import type { Observable } from '../observables/observable';

/** An asset that was found and not used, and why: a line without its full stop. */
export interface NotUsed {
  readonly id: string;
  readonly name: string;
  readonly because: string;
}

export interface JudgedObservable {
  readonly observable: Observable;
  readonly outcome: 'matched' | 'ambiguous' | 'stale' | 'not-found';
  readonly confidence: Confidence | null;
  readonly rule: MatchRule | null;
  /** Why, as a line without its full stop: `Full hostname matches`. */
  readonly because: string;
  /** The matched or stale asset; for `ambiguous` all candidates of the best rank. */
  readonly assetIds: readonly string[];
  readonly others: readonly NotUsed[];
  /**
   * An address or MAC that leads to another machine than the alert's names do: the other end of one event. It changes neither
   * the alert's outcome nor what is unresolved.
   */
  readonly isOtherMachine?: true;
  /** Variants that were asked for, as people write them. */
  readonly tried: readonly string[];
}

/** What the app concludes about one alert. Block and record are rendered from it. */
export interface Judgement {
  readonly outcome: Exclude<Outcome, 'failed'>;
  readonly confidence: Confidence | null;
  readonly observables: readonly JudgedObservable[];
  /** Every asset named in `assetIds`, each once, in the order of the observables; other machines last. */
  readonly assets: readonly Asset[];
  readonly unresolved: number;
  /** Whole sentences: conflicts, agreements, over-correlation, limits that were met, questions that had no time. */
  readonly notes: readonly string[];
  /** Stored choices that could not be honoured: observable key to reason. */
  readonly droppedChoices: Readonly<Record<string, string>>;
}
