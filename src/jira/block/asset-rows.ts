import type { AdfNode } from '../../domain/alert/document';
import type { JudgedObservable, NotUsed } from '../../domain/matching/judgement';
import type { Report } from '../../domain/record/report';
import { detailRows, firstAddresses, nameLine, type ShownAsset, whatItIs, whoseItIs } from './asset-facts';
import { type Line, across, glue, join, labelled, link, status, strong, text } from './nodes';
import { confidenceWords, lozengeOf, moreInPanel, writeSeenShortly } from './words';

const MOST_NOT_USED = 3;

/** The rows of the one machine that an alert is about: who it is and whose, then what is known of it. */
export function assetRows(shown: ShownAsset, report: Report): AdfNode[] {
  return [
    ...across('tableCell', nameLine(shown), whoseItIs(shown)),
    ...detailRows(shown, report),
    ...labelled('Not used', ...notUsedLines(shown.judged.flatMap(worthNaming))),
  ];
}

/** One machine of several in one line: `web01  MATCHED high confidence — Ubuntu 24.04 · last seen … · 10.20.30.11`. */
export function summaryLine(shown: ShownAsset, report: Report): AdfNode[] {
  const { asset, judged } = shown;
  const [first] = judged;
  const head = [...strong(asset.displayName), ...(first === undefined ? [] : [glue('  '), ...statusOf(first)])];
  const seen = text(writeSeenShortly(asset.lastSeen, report.alertTime));
  return join(
    [head, join([...whatItIs(shown), seen, text(firstAddresses(shown)), link('Open in Axonius', asset.link)], ' · ')],
    ' — ',
  );
}

/** A candidate with what tells it from the others; one that has an address of the alert says so first. */
export function candidateRow(shown: ShownAsset, namedAddresses: ReadonlySet<string>, report: Report): AdfNode[] {
  const { asset } = shown;
  const address = asset.addresses.find(one => namedAddresses.has(one));
  return across(
    'tableCell',
    nameLine(shown),
    address === undefined ? [] : strong(`Has the alert’s address ${address}`),
    join(
      [
        whoseItIs(shown),
        text(firstAddresses(shown)),
        text(writeSeenShortly(asset.lastSeen, report.alertTime)),
        link('Open in Axonius', asset.link),
      ],
      ' · ',
    ),
  );
}

/** `web01.dmz.example.com: Same short name, other domain`, at most three, the others counted. */
export function notUsedLines(others: readonly NotUsed[]): Line[] {
  const unique = [...new Map(others.map(other => [other.id, other])).values()];
  const lines = unique.slice(0, MOST_NOT_USED).map(other => text(`${other.name}: ${other.because}`));
  return unique.length > MOST_NOT_USED ? [...lines, text(moreInPanel(unique.length - MOST_NOT_USED))] : lines;
}

/** Where the match is sure, or a person made it, what was passed over would change nobody's mind. */
function worthNaming({ outcome, confidence, others }: JudgedObservable): readonly NotUsed[] {
  return outcome === 'matched' && confidence === 'high' ? [] : others;
}

function statusOf(judged: JudgedObservable): AdfNode[] {
  const { text: label, color } = lozengeOf(judged.outcome, judged.confidence);
  const confidence = text(confidenceWords(judged));
  return [status(label, color), ...(confidence.length > 0 ? [glue(' '), ...confidence] : [])];
}
