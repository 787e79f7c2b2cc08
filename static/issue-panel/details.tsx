import type { ReactNode } from 'react';
import type { AlertRecord, RecordedRun } from '../../src/contract/record';
import { Fold, FoldedList } from '../shared/fold';
import { Moment } from '../shared/moment';
import { writeDuration, writeUtc } from '../shared/time';
import { OUTCOMES, TRIGGERS } from './words';

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
      <FoldedList entries={changes} shown={4} noun="changes" className="change-list" render={change => change} />
    </section>
  );
}

/** How the result came about; folded. */
export function Details({
  record,
  viewer,
}: {
  readonly record: AlertRecord;
  readonly viewer: string | null;
}): ReactNode {
  const { rejected, runs } = record;
  const tried = [...new Set(record.observables.flatMap(observable => observable.tried))];
  return (
    <div className="details">
      {rejected.length === 0 ? null : (
        <Fold title={`Values not looked up (${rejected.length})`}>
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
        <Fold title={`Spellings asked (${tried.length})`}>
          <FoldedList
            entries={tried}
            shown={10}
            noun="spellings"
            render={variant => <span className="code">{variant}</span>}
          />
        </Fold>
      )}
      {runs.length === 0 ? null : (
        <Fold title={`History (${runs.length})`}>
          <ol className="plain-list runs">
            {runs.toReversed().map((run, index) => (
              <li key={run.at}>
                <Moment iso={run.at}>{writeUtc(run.at)}</Moment>{' '}
                <span className="subtle">
                  {TRIGGERS[run.trigger]}
                  {index === 0 ? byWhom(record, viewer) : ''}
                </span>{' '}
                {OUTCOMES[run.outcome].text}
                {run.changes.length === 0 ? null : <span className="subtle">: {run.changes.join('; ')}</span>}
              </li>
            ))}
          </ol>
          {record.contextSeconds === null ? null : (
            <p className="subtle small runs-note">
              The context stood in the issue {writeSeconds(record.contextSeconds)} after the alert was created.
            </p>
          )}
        </Fold>
      )}
    </div>
  );
}

function byWhom({ trigger, requestedBy }: AlertRecord, viewer: string | null): string {
  if (trigger !== 'manual' || requestedBy === null) return '';
  return requestedBy === viewer ? ' by you' : ' by a colleague';
}

function writeSeconds(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : writeDuration(seconds * 1000);
}
