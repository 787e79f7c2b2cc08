import type { Asset } from './asset';

/** Candidates of one observable that are read and judged; where there are more, nothing is matched. */
export const MOST_CANDIDATES = 50;

/** What Axonius said about one observable. */
export interface ObservableAnswer {
  /** `observableKey` of the observable. */
  readonly key: string;
  /** Assets that any of its variants found, before judging; at most 50. */
  readonly candidates: readonly Asset[];
  /** More candidates than may be judged: nothing of this observable is matched. */
  readonly overLimit: boolean;
  /** False where the anchored, case-insensitive question was needed and had no time: confidence is at most `low`. */
  readonly askedInFull: boolean;
  /** Variants asked for, as people write them. */
  readonly tried: readonly string[];
  /** When this answer left Axonius, ISO 8601. */
  readonly answeredAt: string;
}

/** What Axonius said about all observables of one alert. */
export interface Answer {
  readonly observables: readonly ObservableAnswer[];
  /** Questions (HTTP requests) that were sent; 0 when the cache answered everything. */
  readonly questions: number;
  /** The tenant needed too long for an expression: the answer is exact spellings alone, and another one is to come. */
  readonly provisional?: true;
  /** Ids of inventories that did not answer, where others did. */
  readonly partial?: readonly string[];
}

/** How a run may ask. */
export interface AskOptions {
  readonly fresh: boolean;
  /** Alerts queue up: runs about the same machine wait for each other's answer. */
  readonly isCrowded: boolean;
  readonly withinMs: number;
}
