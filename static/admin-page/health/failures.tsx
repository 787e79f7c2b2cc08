import { useState, type ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import type { Rerun } from '../../../src/contract/admin';
import type { FailureCause } from '../../../src/contract/health';
import type { Reply } from '../../../src/contract/reply';
import { ProblemMessage } from '../../shared/problem-message';
import { call } from '../call';
import { Section } from '../parts/field';
import { PlaceLink } from '../parts/place-link';

/** Failures of the newest alerts by cause, with what to do about each. */
export function Failures({
  causes,
  onStarted,
}: {
  readonly causes: readonly FailureCause[];
  readonly onStarted: () => void;
}): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const [done, setDone] = useState<Reply<Rerun>>();
  const run = async () => {
    setBusy(true);
    const reply = await call('runFailedAgain');
    setBusy(false);
    setDone(reply);
    if (reply.ok) onStarted();
  };
  return (
    <Section title="Failures">
      {causes.length === 0 ? (
        <p className="subtle">None among the newest alerts.</p>
      ) : (
        <>
          <ul className="plain-list causes">
            {causes.map(({ kind, sentence, nextStep, alerts, examples }) => (
              <li key={kind} className="cause">
                <span className="cause-count">{alerts}</span>
                <div>
                  <p>
                    <strong>{sentence}</strong>
                  </p>
                  <p>{nextStep}</p>
                  <p className="small">
                    {examples.map(key => (
                      <PlaceLink key={key} path={`/browse/${key}`}>
                        {key}
                      </PlaceLink>
                    ))}
                  </p>
                </div>
              </li>
            ))}
          </ul>
          <div className="buttons">
            <Button isDisabled={isBusy} onClick={() => void run()}>
              {isBusy ? 'Starting…' : 'Run again'}
            </Button>
          </div>
        </>
      )}
      <div role="status">
        {done?.ok === true ? <p className="subtle">{words(done.value)}</p> : null}
        {done?.ok === false ? <ProblemMessage problem={done.problem} /> : null}
      </div>
    </Section>
  );
}

function words({ started, isMore }: Rerun): string {
  if (started === 0 && !isMore) return 'No failed alerts.';
  const runs = started === 1 ? 'One alert is running again.' : `${started} alerts are running again.`;
  return `${runs}${isMore ? ' There are more: press Run again in a minute.' : ''} Refresh to see how they ended.`;
}
