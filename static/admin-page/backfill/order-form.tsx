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

  const check = async () => {
    setBusy('check');
    setProblem(null);
    const reply = await call('checkBackfill', { jql });
    setBusy(null);
    if (reply.ok) setChecked({ jql, count: reply.value.count });
    else setProblem(reply.problem);
  };
  const start = async (mode: BackfillMode) => {
    setBusy(mode);
    setProblem(null);
    const reply = await call('startBackfill', { jql, mode });
    setBusy(null);
    if (reply.ok) onStarted(reply.value);
    else setProblem(reply.problem);
  };
  const isOff = busy !== null || !isConnected;
  return (
    <>
      <Field
        label="Alerts (JQL)"
        help="Narrowed to the projects and issue types under Alerts. An order in it is dropped."
      >
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
          <input type="radio" name="writes" checked={writes === 'record'} onChange={() => setWrites('record')} />
          <span>Only the record: the panel and JQL show it, the field stays as it is and nobody is notified</span>
        </label>
        <label className="check">
          <input type="radio" name="writes" checked={writes === 'field'} onChange={() => setWrites('field')} />
          <span>The field, too</span>
        </label>
      </fieldset>
      {writes === 'field' ? (
        <Message tone="warning">
          <p className="message-sentence">Jira notifies the watchers of every alert whose field is written.</p>
          <p className="message-next">Fields in which people wrote are treated as under Output.</p>
        </Message>
      ) : null}
      {problem === null ? null : <ProblemMessage problem={problem} />}
      {isConnected ? null : <p className="subtle">Connect Axonius first.</p>}
      <div className="buttons">
        <Button isDisabled={isOff} onClick={() => void start('dry-run')}>
          {busy === 'dry-run' ? 'Starting…' : 'Dry run'}
        </Button>
        <Button appearance="primary" isDisabled={isOff} onClick={() => void start(writes)}>
          {busy === writes ? 'Starting…' : 'Start'}
        </Button>
        <span className="subtle">A dry run asks Axonius about the first 200 alerts and writes nothing.</span>
      </div>
    </>
  );
}

function countedWords(count: number): string {
  if (count === 0) return 'Jira finds no alert.';
  return count === 1 ? 'About one alert.' : `About ${count.toLocaleString('en')} alerts.`;
}
