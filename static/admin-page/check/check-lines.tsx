import type { ReactNode } from 'react';
import ClockIcon from '@atlaskit/icon/core/clock';
import ErrorIcon from '@atlaskit/icon/core/status-error';
import OkIcon from '@atlaskit/icon/core/status-success';
import WarningIcon from '@atlaskit/icon/core/status-warning';
import type { CheckLine, LineState } from '../../../src/contract/check';
import { Moment } from '../../shared/moment';
import { PlaceLink } from '../parts/place-link';

const MARKS: Readonly<Record<LineState, ReactNode>> = {
  ok: <OkIcon label="All right:" color="var(--ds-icon-success)" />,
  warn: <WarningIcon label="Works otherwise:" color="var(--ds-icon-warning)" />,
  fail: <ErrorIcon label="Wrong:" color="var(--ds-icon-danger)" />,
  waiting: <ClockIcon label="Not known yet:" color="var(--ds-icon-subtle)" />,
};

/** One line for each thing: what is so, what the app does about it, and what to do. */
export function CheckLines({
  lines,
  label,
}: {
  readonly lines: readonly CheckLine[];
  readonly label: string;
}): ReactNode {
  return (
    <ul className="plain-list check-lines" aria-label={label}>
      {lines.map(line => (
        <Line key={line.name} line={line} />
      ))}
    </ul>
  );
}

function Line({ line }: { readonly line: CheckLine }): ReactNode {
  const { name, title, state, sentence, app, todo, link, at, afterMs } = line;
  return (
    <li className="check-line" data-testid={`check-${name}`} data-state={state}>
      <span className="check-mark">{MARKS[state]}</span>
      <div className="check-body">
        <div className="check-head">
          <strong>{title}</strong>
          {at === null ? null : (
            <span className="check-time">
              <Moment iso={at}>{afterMs === null ? '' : `after ${duration(afterMs)}`}</Moment>
            </span>
          )}
        </div>
        <p className={state === 'waiting' ? 'subtle' : undefined}>{sentence}</p>
        {app === null ? null : (
          <p>
            <span className="subtle">The app:</span> {app}
          </p>
        )}
        {todo === null ? null : (
          <p>
            <span className="subtle">You:</span> {todo}{' '}
            {link === null ? null : <PlaceLink path={link.path}>{link.label}</PlaceLink>}
          </p>
        )}
      </div>
    </li>
  );
}

function duration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 120_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  return `${Math.round(milliseconds / 60_000)} min`;
}
