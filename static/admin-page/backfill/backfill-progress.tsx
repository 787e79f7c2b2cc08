import { useState, type ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import type { BackfillCommand, BackfillView } from '../../../src/contract/backfill';
import { OUTCOME_NAMES } from '../../../src/contract/outcome-words';
import { OUTCOMES } from '../../../src/contract/vocabulary';
import type { Problem, Reply } from '../../../src/contract/reply';
import { Message, ProblemMessage } from '../../shared/problem-message';
import { writeUtc } from '../../shared/time';
import { call } from '../call';
import { Section } from '../parts/field';
import { PlaceLink } from '../parts/place-link';

const STATES: Readonly<Record<BackfillView['state'], string>> = {
  running: 'Running',
  stalled: 'Stalled',
  paused: 'Paused',
  cancelled: 'Cancelled',
  finished: 'Finished',
};

/** How far a backfill is, why nothing moves where nothing does, and what can be done with it. */
export function BackfillProgress({
  view,
  onChange,
}: {
  readonly view: BackfillView;
  readonly onChange: (view: BackfillView) => void;
}): ReactNode {
  const isDry = view.mode === 'dry-run';
  const title = `${isDry ? 'Dry run' : 'Backfill'}: ${STATES[view.state]}`;
  return (
    <Section title={title} intro={introOf(view)}>
      {view.stalledBecause === null ? null : (
        <Message tone="warning">
          <p className="message-sentence">The backfill has stalled: {view.stalledBecause}</p>
          <p className="message-next">The app tries again every five minutes and continues where it stopped.</p>
        </Message>
      )}
      <Bar view={view} />
      <Counts view={view} />
      <Failures view={view} />
      {isDry ? <Examples view={view} /> : null}
      <Commands view={view} onChange={onChange} />
    </Section>
  );
}

function introOf({ jql, mode, isAgain, orderedAt }: BackfillView): ReactNode {
  const what = mode === 'field' ? 'record and field' : mode === 'record' ? 'only the record' : 'nothing is written';
  return (
    <>
      {isAgain ? 'Alerts that failed before, of ' : ''}
      <span className="code">{jql === '' ? 'all alerts' : jql}</span> · {what} · started {writeUtc(orderedAt)}
    </>
  );
}

function Bar({ view }: { readonly view: BackfillView }): ReactNode {
  const { looked, total, state, alertsPerMinute, minutesLeft } = view;
  const most = Math.max(total ?? looked, looked, 1);
  const words = [
    total === null ? `${write(looked)} alerts` : `${write(looked)} of about ${write(Math.max(total, looked))} alerts`,
    ...(alertsPerMinute === null ? [] : [`${write(alertsPerMinute)} a minute`]),
    ...(minutesLeft === null || state !== 'running' ? [] : [`about ${minutesLeft} min left`]),
  ];
  return (
    <div className="backfill-bar">
      <progress max={most} value={state === 'finished' ? most : looked} aria-label="Alerts looked at" />
      <p role="status">{words.join(' · ')}</p>
    </div>
  );
}

function Counts({ view }: { readonly view: BackfillView }): ReactNode {
  const { outcomes, kept, fieldsWritten, fieldsLeft, mode, questions } = view;
  const isDry = mode === 'dry-run';
  const lines: (readonly [string, number])[] = [
    ...OUTCOMES.flatMap(outcome => {
      const alerts = outcomes[outcome] ?? 0;
      return alerts === 0 ? [] : [[OUTCOME_NAMES[outcome], alerts] as const];
    }),
    ...(kept === 0 ? [] : [['Left alone: already have a result', kept] as const]),
    ...(mode === 'record' ? [] : [[isDry ? 'Fields it would write' : 'Fields written', fieldsWritten] as const]),
    ...(fieldsLeft === 0 ? [] : [['Fields left alone: people wrote in them', fieldsLeft] as const]),
    ['Axonius requests', questions],
  ];
  return (
    <dl className="backfill-counts">
      {lines.map(([word, count]) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd>{write(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Failures({ view }: { readonly view: BackfillView }): ReactNode {
  if (view.failures.length === 0) return null;
  return (
    <>
      <h3 className="sub-title">Failures</h3>
      <ul className="plain-list causes">
        {view.failures.map(({ kind, sentence, alerts }) => (
          <li key={kind} className="cause">
            <span className="cause-count">{write(alerts)}</span>
            <p>{sentence}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

function Examples({ view }: { readonly view: BackfillView }): ReactNode {
  if (view.examples.length === 0) return null;
  return (
    <>
      <h3 className="sub-title">Some of them</h3>
      <ul className="plain-list">
        {view.examples.map(({ key, outcome, host }) => (
          <li key={key}>
            <PlaceLink path={`/browse/${key}`}>{key}</PlaceLink> {OUTCOME_NAMES[outcome].toLowerCase()}
            {host === null ? '' : `, ${host}`}
          </li>
        ))}
      </ul>
    </>
  );
}

function Commands({
  view,
  onChange,
}: {
  readonly view: BackfillView;
  readonly onChange: (view: BackfillView) => void;
}) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = async (sending: Promise<Reply<BackfillView>>) => {
    setBusy(true);
    const reply = await sending;
    setBusy(false);
    setProblem(reply.ok ? null : reply.problem);
    if (reply.ok) onChange(reply.value);
  };
  const button = (label: string, command: BackfillCommand) => (
    <Button isDisabled={isBusy} onClick={() => void send(call('commandBackfill', { id: view.id, command }))}>
      {label}
    </Button>
  );
  const isRunning = view.state === 'running' || view.state === 'stalled';
  const isPaused = view.state === 'paused';
  const mayRunAgain = !isRunning && !isPaused && view.failures.length > 0;
  return (
    <>
      {problem === null ? null : <ProblemMessage problem={problem} />}
      {isRunning || isPaused || mayRunAgain ? (
        <div className="buttons">
          {isRunning ? button('Pause', 'pause') : null}
          {isPaused ? button('Resume', 'resume') : null}
          {isRunning || isPaused ? button('Cancel', 'cancel') : null}
          {mayRunAgain ? (
            <Button isDisabled={isBusy} onClick={() => void send(call('runBackfillAgain', { id: view.id }))}>
              Run again
            </Button>
          ) : null}
        </div>
      ) : null}
    </>
  );
}

function write(count: number): string {
  return count.toLocaleString('en');
}
