import type { ReactNode } from 'react';
import ErrorIcon from '@atlaskit/icon/core/status-error';
import InformationIcon from '@atlaskit/icon/core/status-information';
import WarningIcon from '@atlaskit/icon/core/status-warning';
import type { Problem } from '../../src/contract/reply';

export type MessageTone = 'error' | 'warning' | 'information';

const ICONS = {
  error: <ErrorIcon label="Error" color="var(--ds-icon-danger)" />,
  warning: <WarningIcon label="Warning" color="var(--ds-icon-warning)" />,
  information: <InformationIcon label="Information" color="var(--ds-icon-information)" />,
} as const;

/** A sentence that must not be overlooked, with what to do next. */
export function Message({
  tone,
  children,
  actions,
}: {
  readonly tone: MessageTone;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}): ReactNode {
  return (
    <div className={`message message-${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      <span className="message-icon">{ICONS[tone]}</span>
      <div className="message-body">
        {children}
        {actions === undefined ? null : <div className="message-actions">{actions}</div>}
      </div>
    </div>
  );
}

/** What went wrong and what to do next. */
export function ProblemMessage({
  problem,
  tone = 'error',
  actions,
}: {
  readonly problem: Problem;
  readonly tone?: MessageTone;
  readonly actions?: ReactNode;
}): ReactNode {
  return (
    <Message tone={tone} actions={actions}>
      <p className="message-sentence">{problem.sentence}</p>
      {problem.nextStep === null ? null : <p className="message-next">{problem.nextStep}</p>}
    </Message>
  );
}
