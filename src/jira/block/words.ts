import type { Confidence, Outcome } from '../../contract/vocabulary';
import type { AssetFact } from '../../domain/matching/asset';
import type { Observable } from '../../domain/observables/observable';
import { writeDistance, writeMoment } from '../../domain/record/record-moments';
import type { Report } from '../../domain/record/report';
import type { StatusColor } from './nodes';

export const LOZENGES: Readonly<Record<Outcome, { readonly text: string; readonly color: StatusColor }>> = {
  matched: { text: 'MATCHED', color: 'green' },
  ambiguous: { text: 'AMBIGUOUS', color: 'yellow' },
  stale: { text: 'STALE', color: 'blue' },
  'not-found': { text: 'NOT FOUND', color: 'neutral' },
  'no-observable': { text: 'NO HOSTNAME', color: 'neutral' },
  failed: { text: 'FAILED', color: 'red' },
};

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  matched: 'matched',
  ambiguous: 'ambiguous',
  stale: 'stale',
  'not-found': 'not found',
  'no-observable': 'no hostname',
  failed: 'failed',
};

export function confidenceWords(confidence: Confidence | null): string {
  return confidence === null ? '' : `${confidence} confidence`;
}

export const KIND_WORDS: Readonly<Record<Observable['kind'], string>> = {
  hostname: 'hostname',
  ip: 'address',
  mac: 'MAC',
};

export function outcomeOf(report: Report): Outcome {
  return report.failure === null && report.judgement !== null ? report.judgement.outcome : 'failed';
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
  return values.length > most ? `${shown} · ${moreInPanel(values.length - most)}` : shown;
}

export function isShown(fact: AssetFact): boolean {
  return fact.value.trim() !== '';
}
