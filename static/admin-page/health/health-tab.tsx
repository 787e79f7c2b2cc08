import { useCallback, useEffect, useState, type ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import type { HealthView } from '../../../src/contract/health';
import type { Reply } from '../../../src/contract/reply';
import { Message, ProblemMessage } from '../../shared/problem-message';
import { writeAgo, writeUtc } from '../../shared/time';
import { Waiting } from '../parts/waiting';
import type { TabProps } from '../tab-props';
import { call } from '../call';
import { Section } from '../parts/field';
import { PlaceLink } from '../parts/place-link';
import { Failures } from './failures';
import { Figures } from './figures';
import { OutcomeChart } from './outcome-chart';

/** How alerts fare, and what to fix. */
export function HealthTab({ goTo }: TabProps): ReactNode {
  const { health, isBusy, reload } = useHealth();
  if (health === undefined) return <Waiting label="Counting alerts" />;
  const { reply, at } = health;
  if (!reply.ok)
    return <ProblemMessage problem={reply.problem} actions={<Button onClick={reload}>Try again</Button>} />;
  const { value } = reply;
  const isEmpty = value.newest.read === 0;
  return (
    <div className="health">
      <div className="health-head">
        <p className="subtle">{lastAnswer(value, at)}</p>
        <Button isDisabled={isBusy} onClick={reload}>
          {isBusy ? 'Refreshing…' : 'Refresh'}
        </Button>
      </div>
      <States health={value} onConnect={() => goTo('Connection')} />
      {isEmpty ? (
        <Empty isConnected={value.isConnected} />
      ) : (
        <>
          <Figures health={value} />
          <Section
            title="Outcomes per day"
            intro="Alerts by creation day (UTC) and the outcome of their last run. Counts are approximate."
          >
            <OutcomeChart days={value.days} />
          </Section>
          <Failures causes={value.newest.failures} onStarted={reload} />
          <NotFound names={value.newest.notFound} />
        </>
      )}
    </div>
  );
}

function lastAnswer({ newest }: HealthView, now: number): string {
  return newest.lastAnswer === null
    ? 'Axonius has not answered for any alert yet.'
    : `Axonius last answered ${writeAgo(newest.lastAnswer, now)} (${writeUtc(newest.lastAnswer)}).`;
}

/** What holds alerts back right now. */
function States({ health, onConnect }: { readonly health: HealthView; readonly onConnect: () => void }): ReactNode {
  const { pausedUntil, hidden, hasMoreHidden, isAutomatic, isConnected } = health;
  return (
    <>
      {isConnected ? null : (
        <Message tone="warning" actions={<Button onClick={onConnect}>Connect Axonius first</Button>}>
          <p className="message-sentence">Axonius is not connected, so no alert is enriched.</p>
        </Message>
      )}
      {isAutomatic ? null : (
        <Message tone="warning">
          <p className="message-sentence">Automatic runs are off: only a person can start a run.</p>
          <p className="message-next">Switch them on under Output.</p>
        </Message>
      )}
      {pausedUntil === null ? null : (
        <Message tone="warning">
          <p className="message-sentence">
            All alerts are waiting: Axonius asked for fewer requests, or isn’t answering.
          </p>
          <p className="message-next">The app continues on its own at {writeUtc(pausedUntil)}.</p>
        </Message>
      )}
      {hidden.length === 0 ? null : (
        <Message tone="warning">
          <p className="message-sentence">
            {hidden.length === 1 ? 'One alert' : `${hidden.length}${hasMoreHidden ? ' or more' : ''} alerts`} that the
            app can’t see:{' '}
            {hidden.slice(0, 10).map(({ id, key }, at) => (
              <span key={id}>
                {at === 0 ? '' : ', '}
                {key === null ? `issue ${id}` : <PlaceLink path={`/browse/${key}`}>{key}</PlaceLink>}
              </span>
            ))}
          </p>
          <p className="message-next">
            Add the app to the security level, or grant it Browse Projects. It then runs these alerts on its own.
          </p>
        </Message>
      )}
    </>
  );
}

function Empty({ isConnected }: { readonly isConnected: boolean }): ReactNode {
  return (
    <section className="empty" aria-label="No alerts yet">
      <h2 className="section-title">No alerts yet</h2>
      <p>When alerts come in, this page shows:</p>
      <ul>
        <li>outcomes per day, and the share of alerts that got context</li>
        <li>how many seconds an alert waits for its context</li>
        <li>failures by cause, each with what to do, and a button to run them again</li>
        <li>names that Axonius doesn’t know: machines that nobody manages</li>
      </ul>
      {isConnected ? <p>Create an alert and come back in a minute.</p> : null}
    </section>
  );
}

function NotFound({ names }: { readonly names: HealthView['newest']['notFound'] }): ReactNode {
  return (
    <Section
      title="Most often not found"
      intro="Names in the newest alerts that Axonius doesn’t know: unmanaged, new, or outside the service account’s data scope."
    >
      {names.length === 0 ? (
        <p className="subtle">None: every name in the newest alerts was found.</p>
      ) : (
        <ol className="plain-list counts">
          {names.map(({ name, alerts }) => (
            <li key={name}>
              <span className="code">{name}</span>
              <span className="subtle">{alerts === 1 ? '1 alert' : `${alerts} alerts`}</span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function useHealth() {
  const [health, setHealth] = useState<{ readonly reply: Reply<HealthView>; readonly at: number }>();
  const [isBusy, setBusy] = useState(true);
  const [counted, setCounted] = useState(0);
  useEffect(() => {
    let isShown = true;
    void call('loadHealth').then(reply => {
      if (!isShown) return;
      setBusy(false);
      setHealth({ reply, at: Date.now() });
    });
    return () => {
      isShown = false;
    };
  }, [counted]);
  const reload = useCallback(() => {
    setBusy(true);
    setCounted(before => before + 1);
  }, []);
  return { health, isBusy, reload };
}
