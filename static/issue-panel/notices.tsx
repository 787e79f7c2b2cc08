import type { ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import type { PanelView } from '../../src/contract/panel';
import type { AlertRecord } from '../../src/contract/record';
import type { Problem } from '../../src/contract/reply';
import { openAdminPage } from '../shared/host';
import { Moment } from '../shared/moment';
import { Message, ProblemMessage } from '../shared/problem-message';
import { writeUtc } from '../shared/time';
import { newerRecord, notWrittenProblem, readOnly } from './words';

/** What must not be overlooked: why the last request failed, why the record or the field is not what it should be. */
export function Notices({ view, problem }: { readonly view: PanelView; readonly problem: Problem | null }): ReactNode {
  const { record } = view;
  const notWritten = record === null || record.outcome === 'failed' ? null : notWrittenProblem(record);
  const toAdmin = view.isAdmin ? <Button onClick={() => void openAdminPage()}>Open admin page</Button> : undefined;
  return (
    <>
      {problem === null ? null : (
        <ProblemMessage problem={withEarlier(problem, record)} actions={isForAdmins(problem) ? toAdmin : undefined} />
      )}
      {problem === null && record?.failure != null ? <Failure failure={record.failure} actions={toAdmin} /> : null}
      {view.isNewerRecord && problem === null ? <ProblemMessage problem={newerRecord} tone="warning" /> : null}
      {view.editing === 'denied' && view.isConfigured && view.isAlert && record !== null ? (
        <p className="subtle">{readOnly}</p>
      ) : null}
      {notWritten === null ? null : <ProblemMessage problem={notWritten} tone="warning" />}
      {!view.isConfigured && problem === null && view.isAdmin ? (
        <div>
          <Button appearance="primary" onClick={() => void openAdminPage()}>
            Open admin page
          </Button>
        </div>
      ) : null}
      {record === null || record.notes.length === 0 ? null : (
        <Message tone="warning">
          <ul className="plain-list">
            {record.notes.map(note => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Message>
      )}
    </>
  );
}

function Failure({
  failure: { kind, sentence, nextTry },
  actions,
}: {
  readonly failure: NonNullable<AlertRecord['failure']>;
  readonly actions: ReactNode;
}): ReactNode {
  return (
    <Message tone="error" actions={isForAdmins({ kind }) ? actions : undefined}>
      <p className="message-sentence">{sentence}</p>
      {nextTry === null ? null : (
        <p className="message-next">
          The app tries again on its own at <Moment iso={nextTry}>{writeUtc(nextTry)}</Moment>.
        </p>
      )}
    </Message>
  );
}

/** After a failure the earlier result stays: what stands below is not the answer that was asked for. */
function withEarlier(problem: Problem, record: AlertRecord | null): Problem {
  if (record === null || record.outcome === 'failed') return problem;
  return { ...problem, nextStep: [problem.nextStep, 'The earlier result is below.'].filter(Boolean).join(' ') };
}

function isForAdmins({ kind }: { readonly kind: string }): boolean {
  return ['not-configured', 'auth', 'forbidden', 'egress-denied', 'bad-query', 'unexpected-answer'].includes(kind);
}
