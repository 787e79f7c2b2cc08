import type { ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import type { CheckView } from '../../../src/contract/check';
import { ProblemMessage } from '../../shared/problem-message';
import { call } from '../call';
import { Section } from '../parts/field';
import { PlaceLink } from '../parts/place-link';
import { CheckLines } from './check-lines';
import { useSend } from './use-send';

/** A person creates an alert and sees each of its steps happen. */
export function WatchSection({
  view: { watch },
  show,
  isConnected,
}: {
  readonly view: CheckView;
  readonly show: (view: CheckView) => void;
  readonly isConnected: boolean;
}): ReactNode {
  const { isBusy, problem, send } = useSend(show);
  const isMoving = watch.state === 'waiting' || watch.state === 'following';
  return (
    <Section
      title="First alert, watched"
      intro="Press Watch, create an alert about a machine that you know is in Axonius, and see each step happen. It is an alert like any other: delete it afterwards if you like."
    >
      <div className="buttons">
        {isMoving ? (
          <Button isDisabled={isBusy} onClick={() => void send(call('stopWatch'))}>
            Stop watching
          </Button>
        ) : (
          <Button isDisabled={isBusy || !isConnected} onClick={() => void send(call('startWatch'))}>
            {watch.state === 'idle' ? 'Watch' : 'Watch another'}
          </Button>
        )}
        <span role="status" className="watch-words">
          {isConnected ? <Words watch={watch} /> : <span className="subtle">Connect Axonius first.</span>}
        </span>
      </div>
      {problem === null ? null : <ProblemMessage problem={problem} />}
      <CheckLines lines={watch.lines} label="Steps of the watched alert" />
    </Section>
  );
}

function Words({ watch }: { readonly watch: CheckView['watch'] }): ReactNode {
  const { state, alert, createPath, lines } = watch;
  const link =
    alert === null ? null : <PlaceLink path={`/browse/${encodeURIComponent(alert)}`}>Open {alert}</PlaceLink>;
  switch (state) {
    case 'idle':
      return null;
    case 'waiting':
      return (
        <>
          <span>Now create an alert.</span>
          {createPath === null ? null : <PlaceLink path={createPath}>Create an alert</PlaceLink>}
        </>
      );
    case 'following':
      return (
        <>
          <span>Watching.</span> {link}
        </>
      );
    case 'ended':
      return (
        <>
          <span className="subtle">
            {lines.every(one => one.state === 'ok') ? 'All steps went as they should.' : 'The watch has ended.'}
          </span>
          {link}
        </>
      );
  }
}
