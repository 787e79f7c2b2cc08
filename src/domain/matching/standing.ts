import type { Confidence, MatchRule } from '../../contract/vocabulary';
import type { Asset } from './asset';
import type { NotUsed } from './judgement';
import type { Observable } from '../observables/observable';

/** One observable in the course of judging: what it leads to by itself, then changed by what the others say. */
export interface Standing {
  readonly observable: Observable;
  readonly key: string;
  readonly outcome: 'matched' | 'ambiguous' | 'stale' | 'not-found';
  /** The matched or stale asset; for `ambiguous` all candidates of the best rank, the last seen first. */
  readonly assets: readonly Asset[];
  readonly confidence: Confidence | null;
  readonly atMost: Confidence;
  readonly rule: MatchRule | null;
  readonly because: string;
  readonly others: readonly NotUsed[];
  readonly tried: readonly string[];
  readonly overLimit: boolean;
  /** It leads to another machine than the alert's names do: the other end of the same event. */
  readonly isElsewhere?: true;
  /** A stronger observable picked the asset out of several, so this one proves nothing about it. */
  readonly pickedByOther: boolean;
}

const STEPS: readonly Confidence[] = ['low', 'medium', 'high'];

/** One step more, and no more than `most`. */
export function raise(confidence: Confidence, most: Confidence): Confidence {
  return weaker(STEPS[STEPS.indexOf(confidence) + 1] ?? 'high', most);
}

/** The lower of two confidences. */
export function weaker(left: Confidence, right: Confidence): Confidence {
  return STEPS.indexOf(left) <= STEPS.indexOf(right) ? left : right;
}

/** The higher of two confidences. */
export function stronger(left: Confidence, right: Confidence): Confidence {
  return weaker(left, right) === left ? right : left;
}

/** The one asset that an observable leads to, or null. */
export function resolvedAsset(standing: Standing): Asset | null {
  return standing.outcome === 'matched' || standing.outcome === 'stale' ? (standing.assets[0] ?? null) : null;
}

/** A clause that begins a line, as it stands within one: `short name matches`. `MAC address matches` stays as it is. */
export function inSentence(clause: string): string {
  return /^[A-Z][a-z ]/.test(clause) ? clause.charAt(0).toLowerCase() + clause.slice(1) : clause;
}

/** How people write the observable in a sentence: `address 10.20.4.17`. */
export function nameObservable(observable: Observable): string {
  switch (observable.kind) {
    case 'hostname':
      return `name ${observable.value}`;
    case 'ip':
      return `address ${observable.address}`;
    case 'mac':
      return `MAC ${observable.mac}`;
  }
}

/** An asset that was found and not used. */
export function notUsed(asset: Asset, because: string): NotUsed {
  return { id: asset.id, name: asset.displayName, because };
}
