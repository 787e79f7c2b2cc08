import { LINE_LIMIT, LINE_START, lineHash } from './render-line';

const SEPARATOR = ' | ';
/** Shorter than this our line would say nothing. */
const LEAST_ROOM = 80;

export interface MergedLine {
  readonly text: string;
  /** `lineHash` of our part. */
  readonly hash: string;
  readonly humanText: boolean;
  /** The field holds a line of ours, the copy of another issue's included. */
  readonly hadLine: boolean;
  /** The field holds this line as the record says that it was written. */
  readonly intact: boolean;
  readonly changed: boolean;
  /** False where a person's text leaves no room for ours; the text is theirs alone then. */
  readonly fits: boolean;
}

/**
 * Puts our line into a single-line field, after a person's text if there is any. Our earlier line is what the record's hash
 * says was written, or what came along with a clone; anything else is a person's and stays.
 */
export function mergeLine(input: {
  readonly text: string | null;
  readonly render: (room: number) => string;
  readonly writtenHash: string | null;
  /** `lineHash` of the line that another issue's record says was written there: this issue is its clone. */
  readonly copiedHash: string | null;
}): MergedLine {
  const current = (input.text ?? '').trim();
  const ownStart = ourStart(current, input.writtenHash);
  const start = ownStart ?? ourStart(current, input.copiedHash) ?? unclaimedStart(current, input.writtenHash);
  const theirs = start === null ? current : current.slice(0, Math.max(0, start - SEPARATOR.length));
  const room = LINE_LIMIT - (theirs === '' ? 0 : theirs.length + SEPARATOR.length);
  const shared = { humanText: theirs !== '', hadLine: start !== null, intact: ownStart !== null };
  if (room < LEAST_ROOM)
    return { ...shared, text: current, hash: input.writtenHash ?? '', changed: false, fits: false };
  const ours = input.render(room);
  const text = theirs === '' ? ours : theirs + SEPARATOR + ours;
  return { ...shared, text, hash: lineHash(ours), changed: text !== current, fits: true };
}

/** A line of our form of which no record speaks: cloning may leave the record behind, and the line tells of another machine. */
const OUR_END = '; as of (?:now \\()?\\d{1,2} \\w{3} \\d{4} \\d\\d:\\d\\d UTC\\)?(?:, [^|;]* the alert)?$';
const OUR_FORM = new RegExp(`(?:^| \\| )(?=${LINE_START}[A-Z]{2}[^|]*${OUR_END})`);

function unclaimedStart(current: string, writtenHash: string | null): number | null {
  if (writtenHash !== null) return null;
  const found = OUR_FORM.exec(current);
  return found === null ? null : found.index + found[0].length;
}

/** Where our line begins, if it stands as it was written; null otherwise. */
function ourStart(current: string, writtenHash: string | null): number | null {
  for (
    let at = current.lastIndexOf(LINE_START);
    at >= 0;
    at = at === 0 ? -1 : current.lastIndexOf(LINE_START, at - 1)
  ) {
    const separated = at === 0 || current.slice(0, at).endsWith(SEPARATOR);
    if (separated && lineHash(current.slice(at)) === writtenHash) return at;
  }
  return null;
}
