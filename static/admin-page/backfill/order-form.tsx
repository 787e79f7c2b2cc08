import { useState, type ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import type { BackfillMode, BackfillView } from '../../../src/contract/backfill';
import type { Problem } from '../../../src/contract/reply';
import { Message, ProblemMessage } from '../../shared/problem-message';
import { call } from '../call';
import { Field } from '../parts/field';

type Checked = { readonly jql: string; readonly count: number };

/** JQL, what to write, and a start. */
export function OrderForm({
  isConnected,
  jqlBefore,
  onStarted,
}: {
  readonly isConnected: boolean;
  /** Of the last order: who tried it dry wants to start the same. */
  readonly jqlBefore: string | null;
  readonly onStarted: (view: BackfillView) => void;
}): ReactNode {
  const [jql, setJql] = useState(jqlBefore ?? 'created >= -30d');
  const [writes, setWrites] = useState<'record' | 'field'>('record');
  const [busy, setBusy] = useState<'check' | BackfillMode | null>(null);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isAsking, setAsking] = useState(false);

  const check = async () => {
    setBusy('check');
    setProblem(null);
    const reply = await call('checkBackfill', { jql });
    setBusy(null);
    if (reply.ok) setChecked({ jql, count: reply.value.count });
    else setProblem(reply.problem);
  };
  const start = async (mode: BackfillMode) => {
    setAsking(false);
    setBusy(mode);
    setProblem(null);
    const reply = await call('startBackfill', { jql, mode });
    setBusy(null);
    if (reply.ok) onStarted(reply.value);
    else setProblem(reply.problem);
  };
  const choose = (what: 'record' | 'field') => {
    setWrites(what);
    setAsking(false);
  };
  const isOff = busy !== null || !isConnected;
  return (
    <>
      <Field label="Alerts (JQL)" help="Limited to the projects and issue types under Alerts. Any ORDER BY is ignored.">
        {ids => (
          <textarea
            {...ids}
            className="jql"
            rows={2}
            spellCheck={false}
            maxLength={5_000}
            value={jql}
            onChange={event => setJql(event.target.value)}
          />
        )}
      </Field>
      <div className="buttons">
        <Button isDisabled={isOff} onClick={() => void check()}>
          {busy === 'check' ? 'Checking…' : 'Check and count'}
        </Button>
        <span role="status" className="subtle">
          {checked?.jql === jql ? countedWords(checked.count) : ''}
        </span>
      </div>
      <fieldset className="field">
        <legend className="field-label">What it writes</legend>
        <label className="check">
          <input type="radio" name="writes" checked={writes === 'record'} onChange={() => choose('record')} />
          <span>Only the record: the panel and JQL show it, the field stays as it is, and nobody is notified</span>
        </label>
        <label className="check">
          <input type="radio" name="writes" checked={writes === 'field'} onChange={() => choose('field')} />
          <span>The record and the field: Jira sends notifications</span>
        </label>
      </fieldset>
      {problem === null ? null : <ProblemMessage problem={problem} />}
      {isConnected ? null : <p className="subtle">Connect Axonius first.</p>}
      <div className="buttons">
        <Button isDisabled={isOff} onClick={() => void start('dry-run')}>
          {busy === 'dry-run' ? 'Starting…' : 'Dry run'}
        </Button>
        <Button
          appearance="primary"
          isDisabled={isOff || isAsking}
          onClick={() => (writes === 'field' ? setAsking(true) : void start('record'))}
        >
          {busy === writes ? 'Starting…' : 'Start'}
        </Button>
        <span className="subtle">A dry run asks Axonius about the first 200 alerts and writes nothing.</span>
      </div>
      {isAsking ? (
        <ConfirmWriting
          alerts={checked?.jql === jql ? checked.count : null}
          onConfirm={() => void start('field')}
          onCancel={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}

/** Writing the field of old alerts can't be taken back, and people hear of it: an admin says so twice. */
function ConfirmWriting({
  alerts,
  onConfirm,
  onCancel,
}: {
  /** How many were counted; null where nobody counted. */
  readonly alerts: number | null;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}): ReactNode {
  const which =
    alerts === null ? 'every alert that the JQL finds' : alerts === 1 ? 'one alert' : `about ${write(alerts)} alerts`;
  return (
    <Message
      tone="warning"
      actions={
        <>
          <Button autoFocus onClick={onCancel}>
            Don’t start
          </Button>
          <Button appearance="warning" onClick={onConfirm}>
            Write the field and notify people
          </Button>
        </>
      }
    >
      <p className="message-sentence">This writes the target field of {which}. It can’t be undone.</p>
      <p className="message-next">
        For each of them Jira notifies everyone whom the project’s notification scheme lists under “Issue Updated”:
        usually the assignee, the reporter and all watchers. Fields in which people wrote are treated as set under
        Output.
      </p>
    </Message>
  );
}

function countedWords(count: number): string {
  if (count === 0) return 'Jira finds no alerts.';
  return count === 1 ? 'About one alert.' : `About ${write(count)} alerts.`;
}

function write(count: number): string {
  return count.toLocaleString('en');
}
