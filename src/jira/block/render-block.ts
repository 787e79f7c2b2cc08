import type { AdfNode } from '../../domain/alert/document';
import type { JudgedObservable, Judgement } from '../../domain/matching/judgement';
import { inSentence } from '../../domain/matching/standing';
import { observableKey } from '../../domain/observables/observable';
import { writeMoment } from '../../domain/record/record-moments';
import type { Report } from '../../domain/record/report';
import { BLOCK_TITLE, blockLocalId } from './find-block';
import { DOCUMENT_LIMIT } from './merge-block';
import { type Line, across, glue, join, labelled, link, status, strong, text } from './nodes';
import type { ShownAsset } from './asset-facts';
import { type Section, judgementSections, soleAsset } from './sections';
import {
  alertConfidenceWords,
  asOf,
  countOutcomes,
  firstOf,
  lozengeOf,
  moreInPanel,
  outcomeOf,
  ownOf,
  whyNoMachine,
} from './words';

/** `{"version":1,"type":"doc","content":[]}` around the block. */
const ENVELOPE = 50;
const MOST_NOTES = 5;
const MOST_REJECTED = 5;
const MOST_NAMED = 3;

/**
 * The managed block of a run, whatever its outcome: one table with conclusion first, in at most `room` characters of JSON
 * where that is possible at all. Assets without room are counted.
 */
export function renderBlock(report: Report, room: number = DOCUMENT_LIMIT - ENVELOPE): AdfNode {
  const lead = [...titleRow(report), ...summaryRow(report)];
  const sections = sectionsOf(report);
  const end = [...noteRows(report), ...nextRow(report), ...lastRow(report)];
  for (let shown = sections.length; shown > 0; shown -= 1) {
    const table = tableOf(report, [...lead, ...showSections(sections, shown), ...end]);
    if (JSON.stringify(table).length <= room) return table;
  }
  return tableOf(report, [...lead, ...showSections(sections, 0), ...nextRow(report), ...lastRow(report)]);
}

function tableOf({ issueId }: Report, rows: readonly AdfNode[]): AdfNode {
  return {
    type: 'table',
    attrs: { isNumberColumnEnabled: false, layout: 'default', localId: blockLocalId(issueId) },
    content: rows,
  };
}

function showSections(sections: readonly Section[], shown: number): AdfNode[] {
  const rows = sections.slice(0, shown).flatMap(section => section.rows);
  const hidden = sections.slice(shown).reduce((sum, section) => sum + section.weight, 0);
  return hidden === 0 ? rows : [...rows, ...across('tableCell', text(moreInPanel(hidden)))];
}

function titleRow(report: Report): AdfNode[] {
  const judgement = report.failure === null ? report.judgement : null;
  const lozenge = lozengeOf(outcomeOf(report), judgement?.confidence ?? null);
  const confidence = text(judgement === null ? '' : alertConfidenceWords(judgement));
  return across('tableHeader', [
    ...strong(BLOCK_TITLE),
    glue('  '),
    status(lozenge.text, lozenge.color),
    ...(confidence.length > 0 ? [glue(' '), ...confidence] : []),
  ]);
}

/** Where observables ended differently, how many ended how. */
function summaryRow({ failure, judgement }: Report): AdfNode[] {
  const counts = failure === null && judgement !== null ? countOutcomes(judgement) : [];
  if (judgement === null || counts.length === 0) return [];
  return across('tableCell', text(`${ownOf(judgement.observables).length} values in the alert: ${counts.join(', ')}`));
}

function sectionsOf(report: Report): Section[] {
  const { failure, judgement } = report;
  if (failure !== null) return [{ rows: failedRows(failure.failure.sentence), weight: 0 }];
  if (judgement === null) return [{ rows: failedRows('The app could not finish its work.'), weight: 0 }];
  if (judgement.outcome === 'no-observable') return [{ rows: noObservableRows(report), weight: 0 }];
  return judgementSections(judgement, report);
}

function failedRows(sentence: string): AdfNode[] {
  return [...labelled('Why', text(sentence)), ...labelled('Meaning', text('This says nothing about the machine.'))];
}

function noObservableRows({ found }: Report): AdfNode[] {
  const why = text(whyNoMachine(found, MOST_REJECTED));
  return across(
    'tableCell',
    found.rejected.length === 0 ? why : join([strong('The alert names no machine'), why], ': '),
  );
}

function rejectedWords(report: Report): string {
  return firstOf(
    report.found.rejected.map(({ value, reason }) => `${value} (${reason})`),
    MOST_REJECTED,
  );
}

function noteRows(report: Report): AdfNode[] {
  const { judgement, found, failure } = report;
  if (failure !== null || judgement === null) return [];
  const notes = judgement.notes.slice(0, MOST_NOTES).map(text);
  const more = judgement.notes.length > MOST_NOTES ? [text(moreInPanel(judgement.notes.length - MOST_NOTES))] : [];
  const notRead = found.notRead > 0 ? [text(`${found.notRead} more values in the alert were not read.`)] : [];
  const rejected = judgement.outcome === 'no-observable' ? [] : labelled('Not looked up', text(rejectedWords(report)));
  return [...labelled('Note', ...notes, ...more, ...notRead), ...rejected];
}

/** What to do next, one line for each kind of open end; a clean match needs none. */
function nextRow(report: Report): AdfNode[] {
  const { failure, judgement } = report;
  if (failure !== null || judgement === null) return labelled('Next', text(nextTryWords(failure)));
  return labelled('Next', ...nextLines(judgement, report));
}

function nextLines(judgement: Judgement, { found, freshnessDays }: Report): Line[] {
  if (judgement.outcome === 'no-observable') {
    if (found.rejected.length === 0) return [];
    return [text('Write a hostname, IP address or MAC address into the alert, then press Enrich in the panel.')];
  }
  const own = ownOf(judgement.observables);
  const isShared = new Set(own.map(({ observable }) => observable.value)).size > 1;
  const lines = NEXT.map(({ holds, sentence }) => {
    const about = own.filter(holds).map(({ observable }) => observable.value);
    if (about.length === 0) return [];
    return text(`${isShared ? `${firstOf(about, MOST_NAMED)}: ` : ''}${sentence(freshnessDays)}`);
  });
  return lines;
}

/** What to do about each kind of open end. */
const NEXT: readonly {
  readonly holds: (judged: JudgedObservable) => boolean;
  readonly sentence: (freshnessDays: number) => string;
}[] = [
  {
    holds: ({ outcome }) => outcome === 'ambiguous',
    sentence: () => 'Choose the right one in the panel, or write the full name into the alert.',
  },
  {
    holds: ({ outcome, rule }) => outcome === 'stale' && rule !== 'address',
    sentence: days =>
      `Not seen within ${days} days before the alert: it may be switched off, renamed or replaced. Check that this is still the machine before you act on it.`,
  },
  {
    holds: ({ outcome, rule }) => outcome === 'stale' && rule === 'address',
    sentence: () =>
      'Not seen within 24 h of the alert: another machine may have had this address. Check that this is the machine before you act on it.',
  },
  {
    holds: ({ outcome }) => outcome === 'not-found',
    sentence: () => 'Check the spelling in the alert. If it is right, look for the machine outside Axonius.',
  },
];

function nextTryWords(failure: Report['failure']): string {
  if (failure?.gaveUp) return 'The app has stopped trying. Press Enrich in the panel once this is fixed.';
  if (failure?.nextTry) return `The app tries again by itself at ${writeMoment(failure.nextTry)}.`;
  return 'Once this is fixed, press Enrich in the panel. Saving the app’s settings also starts the run again.';
}

/** How the one machine was matched, its page, and as of when all this is. */
function lastRow(report: Report): AdfNode[] {
  const sole = report.failure === null && report.judgement !== null ? soleAsset(report.judgement) : null;
  const found = sole === null ? [] : [text(howMatched(sole, report)), link('Open in Axonius', sole.asset.link)];
  return across('tableCell', join([...found, text(asOf(report))], ' · '));
}

/** Beside values that lead elsewhere, or nowhere, it says which machine it speaks of. */
function howMatched({ asset, judged }: ShownAsset, { choices, judgement }: Report): string {
  const [first] = judged;
  if (first === undefined) return '';
  const choice = first.rule === 'choice' ? choices[observableKey(first.observable)] : undefined;
  const how = choice === undefined ? first.because : `${first.because}, ${writeMoment(choice.at)}`;
  const isAlone = ownOf(judgement?.observables ?? []).length === judged.length;
  return isAlone ? how : `${asset.displayName}: ${inSentence(how)}`;
}
