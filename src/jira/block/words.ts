import { OUTCOME_NAMES, riskOf, surenessWords, type Risk } from '../../contract/outcome-words';
import type { Confidence, Outcome } from '../../contract/vocabulary';
import type { JudgedObservable, Judgement } from '../../domain/matching/judgement';
import { writeDistance, writeMoment } from '../../domain/record/record-moments';
import type { Report } from '../../domain/record/report';
import type { StatusColor } from './nodes';

interface Lozenge {
  readonly text: string;
  readonly color: StatusColor;
}

const COLORS: Readonly<Record<Risk, StatusColor>> = {
  clear: 'green',
  check: 'yellow',
  nothing: 'neutral',
  broken: 'red',
};

/** The outcome's name in capitals, in the colour of its risk: the same in the field as on every screen. */
export function lozengeOf(outcome: Outcome, confidence: Confidence | null): Lozenge {
  return { text: OUTCOME_NAMES[outcome].toUpperCase(), color: COLORS[riskOf(outcome, confidence)] };
}

/** How sure one observable's match is; empty where there is none. */
export function confidenceWords(judged: Pick<JudgedObservable, 'outcome' | 'confidence' | 'observable'>): string {
  const { outcome, confidence, observable } = judged;
  return confidence === null ? '' : surenessWords(outcome, confidence, observable.kind);
}

/** The same of an alert as a whole, which is as sure as its least sure machine. */
export function alertConfidenceWords({ outcome, confidence, observables }: Judgement): string {
  const deciding = ownOf(observables).find(one => one.outcome === outcome && one.confidence === confidence);
  if (deciding !== undefined) return confidenceWords(deciding);
  return confidence === null ? '' : `${confidence} confidence`;
}

/** The observables that the alert's outcome is made of: not those that lead to another machine than its names. */
export function ownOf(observables: readonly JudgedObservable[]): readonly JudgedObservable[] {
  return observables.filter(one => one.isOtherMachine !== true);
}

export function outcomeOf(report: Report): Outcome {
  return report.failure === null && report.judgement !== null ? report.judgement.outcome : 'failed';
}

/** How many observables ended how, where they ended differently: `1 matched`, `2 not found`. */
export function countOutcomes(judgement: Judgement): string[] {
  const outcomes = ownOf(judgement.observables).map(one => one.outcome);
  const kinds = [...new Set(outcomes)];
  return kinds.length < 2
    ? []
    : kinds.map(kind => `${outcomes.filter(one => one === kind).length} ${OUTCOME_NAMES[kind].toLowerCase()}`);
}

/** Why an alert names no machine, and what to do about it. */
export function whyNoMachine({ rejected, emptyFields = [] }: Report['found'], most: number): string {
  if (rejected.length > 0) {
    const values = rejected.map(({ value, reason }) => `${value} (${reason})`);
    return firstOf(values, most);
  }
  const names = emptyFields.length === 0 ? 'The source field' : joinAnd(emptyFields);
  const [are, them] = emptyFields.length > 1 ? ['are', 'one of them'] : ['is', 'it'];
  return `${names} ${are} empty. Fill ${them}, or ask an admin to add another source field.`;
}

/** `6 min before the alert (24 Nov 2026 01:52 UTC)`; `not known` for null. */
export function writeSeen(iso: string | null, alertTime: string): string {
  if (iso === null) return 'not known';
  const distance = writeDistance(iso, alertTime);
  return distance === null ? writeMoment(iso) : `${distance} (${writeMoment(iso)})`;
}

/** The same where there is little room: `last seen 6 min before the alert`. */
export function writeSeenShortly(iso: string | null, alertTime: string): string {
  if (iso === null) return 'last seen not known';
  return `last seen ${writeDistance(iso, alertTime) ?? writeMoment(iso)}`;
}

const DAY = 24 * 60 * 60 * 1000;

/** When the answer left Axonius: `as of 24 Nov 2026 01:55 UTC`; long after the alert (always in a backfill) it says so. */
export function asOf(report: Report): string {
  const moment = report.answeredAt ?? report.enrichedAt;
  const distance = writeDistance(moment, report.alertTime);
  if (report.trigger === 'backfill') {
    return `as of now (${writeMoment(moment)})${distance === null ? '' : `, ${distance}`}`;
  }
  const isLate = Date.parse(moment) - Date.parse(report.alertTime) >= DAY;
  return `as of ${writeMoment(moment)}${isLate && distance !== null ? `, ${distance}` : ''}`;
}

export function moreInPanel(count: number): string {
  return `${count} more in the panel`;
}

/** The first entries as texts, and how many are left. */
export function firstOf(values: readonly string[], most: number): string {
  const shown = values.slice(0, most).join(', ');
  return values.length > most ? `${shown}, ${moreInPanel(values.length - most)}` : shown;
}

/** `one, two and three`. */
function joinAnd(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
