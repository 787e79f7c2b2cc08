import type { ReactNode } from 'react';
import CheckIcon from '@atlaskit/icon/core/check-mark';
import CrossIcon from '@atlaskit/icon/core/cross';
import QuestionIcon from '@atlaskit/icon/core/question-circle';
import type { CheckState, FieldCheck } from '../../../src/contract/alerts-check';

const MARKS: Readonly<Record<CheckState, ReactNode>> = {
  ok: <CheckIcon label="OK:" size="small" color="var(--ds-icon-success)" />,
  wrong: <CrossIcon label="Wrong:" size="small" color="var(--ds-icon-danger)" />,
  unchecked: <QuestionIcon label="Not checked:" size="small" color="var(--ds-icon-subtle)" />,
};

/** What was checked of one field. Keeps its height while the check is under way. */
export function Checks({ check }: { readonly check: FieldCheck | undefined }): ReactNode {
  return (
    <ul className="plain-list checks">
      {(check?.checks ?? []).map(({ what, state, words }) => (
        <li key={what} className={`check-words check-${state}`}>
          {MARKS[state]} {words}
        </li>
      ))}
    </ul>
  );
}
