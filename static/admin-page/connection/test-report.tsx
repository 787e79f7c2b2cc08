import type { ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import CheckIcon from '@atlaskit/icon/core/check-circle';
import type { ConnectionReport, LookedUp } from '../../../src/contract/admin';
import { OutsideLink } from '../../shared/outside-link';
import { Message } from '../../shared/problem-message';
import { writeUtc } from '../../shared/time';
import { OutcomeLozenge } from '../../shared/outcome-lozenge';

type WorkingReport = Extract<ConnectionReport, { works: true }>;

/** What a test of the connection found, and what to do next. */
export function TestReport({
  report,
  isSaved,
  onApprove,
}: {
  readonly report: ConnectionReport;
  readonly isSaved: boolean;
  readonly onApprove: (domain: string) => void;
}): ReactNode {
  if (!report.works) {
    const { approve } = report;
    return (
      <Message
        tone="error"
        actions={
          approve === null ? undefined : (
            <Button onClick={() => onApprove(approve)}>Approve {new URL(approve).hostname}</Button>
          )
        }
      >
        <p className="message-sentence">{report.sentence}</p>
        <p className="message-next">{report.nextStep}</p>
      </Message>
    );
  }
  return (
    <div className="report">
      <div className="report-line">
        <CheckIcon label="" color="var(--ds-icon-success)" />
        <p>
          <strong>The connection works.</strong> Axonius answered in {seconds(report.milliseconds)}
          {report.devices === null ? '' : ` and shows ${report.devices.toLocaleString('en')} devices to this account`}.
        </p>
      </div>
      {report.isSlow ? (
        <Message tone="warning">
          <p className="message-sentence">It works, but slowly: alerts get their context late.</p>
          <p className="message-next">Test again in a minute. If it stays slow, ask an Axonius admin.</p>
        </Message>
      ) : null}
      {report.seesNothing ? (
        <Message tone="warning">
          <p className="message-sentence">This account sees no devices.</p>
          <p className="message-next">Ask an Axonius admin to check the data scope of the service account.</p>
        </Message>
      ) : null}
      <Question question={report.question} />
      {report.lookUp === null ? null : <LookUp found={report.lookUp} />}
      {isSaved ? null : <p className="subtle">Nothing is saved yet.</p>}
    </div>
  );
}

function Question({ question }: { readonly question: WorkingReport['question'] }): ReactNode {
  if (question.kind === 'failed') {
    return (
      <Message tone="warning">
        <p className="message-sentence">The request that the app sends for alerts got no answer. {question.sentence}</p>
        <p className="message-next">Test again in a minute. If that doesn’t help, ask an Axonius admin.</p>
      </Message>
    );
  }
  if (!question.inFull) {
    return (
      <Message tone="warning">
        <p className="message-sentence">
          Axonius answers exact names only: machines whose names it spells differently are not found.
        </p>
        <p className="message-next">
          Test again in a minute. If that doesn’t help, ask an Axonius admin why regex queries fail.
        </p>
      </Message>
    );
  }
  return (
    <div className="report-line">
      <CheckIcon label="" color="var(--ds-icon-success)" />
      <p>It answers the request that the app sends for alerts, with all fields and facts.</p>
    </div>
  );
}

function LookUp({ found }: { readonly found: LookedUp }): ReactNode {
  return (
    <div className="look-up">
      <p>
        <span className="code">{found.hostname}</span>{' '}
        <OutcomeLozenge outcome={found.outcome} confidence={found.confidence} />
        {found.confidence === null ? null : <span className="subtle"> {found.confidence} confidence</span>}
      </p>
      <p>{found.sentence}</p>
      <ul className="plain-list">
        {found.assets.map(asset => (
          <li key={asset.link}>
            <OutsideLink href={asset.link}>{asset.name}</OutsideLink>
            {asset.lastSeen === null ? null : <span className="subtle"> last seen {writeUtc(asset.lastSeen)}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function seconds(milliseconds: number): string {
  return milliseconds < 1_000
    ? `${Math.max(1, Math.round(milliseconds))} ms`
    : `${(milliseconds / 1_000).toFixed(1)} s`;
}
