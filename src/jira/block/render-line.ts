import { createHash } from 'node:crypto';
import type { Asset } from '../../domain/matching/asset';
import type { Judgement } from '../../domain/matching/judgement';
import { writeLastSeen, writeMoment } from '../../domain/record/record-moments';
import { cleanText } from '../../domain/record/record-text';
import type { Report } from '../../domain/record/report';
import { alertConfidenceWords, asOf, countOutcomes, lozengeOf, outcomeOf, ownOf, whyNoMachine } from './words';

/** Jira's single-line text field holds at most 255 characters. */
export const LINE_LIMIT = 255;
/** How our line begins; recognises it beside a person's text. */
export const LINE_START = 'Axonius: ';
const MOST_REJECTED = 5;

/**
 * A run in one line of at most `room` characters, conclusion first; what has no room is cut with an ellipsis, except *as
 * of*, which stays.
 */
export function renderLine(report: Report, room: number = LINE_LIMIT): string {
  const end = `; ${asOf(report)}`;
  const start = `${LINE_START}${conclude(report)}`;
  return cleanText(start, Math.max(0, room - end.length)) + end;
}

/** sha256 (hex) of the line, for `block` of the record. */
export function lineHash(line: string): string {
  return createHash('sha256').update(line).digest('hex');
}

function conclude(report: Report): string {
  const label = lozengeOf(outcomeOf(report), null).text;
  const { judgement, failure } = report;
  if (failure !== null || judgement === null) {
    const next = failure?.nextTry ? `, next try ${writeMoment(failure.nextTry)}` : '';
    return `${label}${next}, says nothing about the machine. ${failure?.failure.sentence ?? ''}`;
  }
  if (judgement.outcome === 'no-observable') return `${label}, ${whyNoMachine(report.found, MOST_REJECTED)}`;
  const counts = countOutcomes(judgement);
  const own = ownOf(judgement.observables);
  const [first] = own;
  if (counts.length > 0) return `${label}, ${counts.join(', ')}: ${assetWords(judgement, report)}`;
  switch (first?.outcome) {
    case 'ambiguous':
      return `${label}, none is confirmed: ${assetWords(judgement, report)}`;
    case 'not-found':
      return `${label}, no asset matches ${own.map(one => one.observable.value).join(', ')}`;
    default:
      return `${[label, alertConfidenceWords(judgement)].join(' ').trim()}: ${assetWords(judgement, report)}`;
  }
}

function assetWords(judgement: Judgement, report: Report): string {
  return judgement.assets.map(asset => describe(asset, report)).join(' / ');
}

function describe(asset: Asset, report: Report): string {
  const address = asset.addresses[0];
  return [
    asset.displayName,
    `last seen ${writeLastSeen(asset.lastSeen, report.alertTime)}`,
    ...(address === undefined ? [] : [address]),
  ].join(', ');
}
