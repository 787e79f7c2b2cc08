import type { ReactNode } from 'react';
import type { AlertRecord, RecordedRun } from '../../src/contract/record';
import { Fold, FoldedList } from '../shared/fold';
import { Moment } from '../shared/moment';
import { writeDuration, writeUtc } from '../shared/time';
import { changeInWords } from './change-words';
import { historyOf } from './history';
import { personInWords } from './words';

/** What the last run found different from the one before it. */
export function Changes({
  changes,
  runs,
}: {
  readonly changes: readonly string[];
  readonly runs: readonly RecordedRun[];
}): ReactNode {
  const before = runs.at(-2);
  if (changes.length === 0 || before === undefined) return null;
  return (
    <section className="changes">
      <h2 className="changes-title">
        Changed since <Moment iso={before.at}>{writeUtc(before.at)}</Moment>
      </h2>
      <FoldedList entries={changes} shown={4} noun="changes" className="change-list" render={changeInWords} />
    </section>
  );
}

/** How the result came about; folded. */
export function Details({
  record,
  viewer,
  nameOf,
}: {
  readonly record: AlertRecord;
  readonly viewer: string | null;
  /** Name of a person by account id; null where it is not known. */
  readonly nameOf: (accountId: string) => string | null;
}): ReactNode {
  const { rejected, runs } = record;
  const whoIs = (accountId: string) => personInWords(accountId, viewer, nameOf(accountId));
  const tried = [...new Set(record.observables.flatMap(observable => observable.tried))];
  return (
    <div className="details">
      {rejected.length === 0 ? null : (
        <Fold title={`Ignored values (${rejected.length})`}>
          <FoldedList
            entries={rejected}
            shown={10}
            noun="values"
            render={({ value, reason }) => (
              <div className="not-used">
                <span className="wrap">{value}</span> <span className="subtle">{reason}</span>
              </div>
            )}
          />
        </Fold>
      )}
      {tried.length === 0 ? null : (
        <Fold title={`Names searched (${tried.length})`}>
          <FoldedList
            entries={tried}
            shown={10}
            noun="names"
            render={variant => <span className="code">{variant}</span>}
          />
        </Fold>
      )}
      {runs.length === 0 ? null : (
        <Fold title={`History (${runs.length})`}>
          <ol className="plain-list runs">
            {historyOf(record, whoIs).map(({ at, what, outcome, changes }) => (
              <li key={at}>
                <Moment iso={at}>{writeUtc(at)}</Moment> · {what}: {outcome}
                {changes.length === 0 ? null : <span className="subtle"> · {changes.join('; ')}</span>}
              </li>
            ))}
          </ol>
          {record.contextSeconds === null ? null : (
            <p className="subtle small runs-note">
              The alert had its context {writeSeconds(record.contextSeconds)} after it was created.
            </p>
          )}
        </Fold>
      )}
    </div>
  );
}

function writeSeconds(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : writeDuration(seconds * 1000);
}
