import { useState, type Dispatch, type ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import type { Problem } from '../../src/contract/reply';
import { ProblemMessage } from '../shared/problem-message';
import { call } from './call';
import type { PageEvent } from './settings-state';

/** Settings of another version: nothing is shown as if it were in force, and nothing overwrites them unseen. */
export function Unreadable({
  sentence,
  dispatch,
}: {
  readonly sentence: string;
  readonly dispatch: Dispatch<PageEvent>;
}): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Problem>();
  const startOver = async () => {
    setBusy(true);
    const reply = await call('startOver');
    setBusy(false);
    if (reply.ok) dispatch({ kind: 'loaded', reply });
    else setFailed(reply.problem);
  };
  return (
    <ProblemMessage
      problem={
        failed ?? {
          kind: 'unreadable',
          sentence: `${sentence} No alert is enriched until this is fixed.`,
          nextStep:
            'Update the app, or start again with the settings of a new installation: the stored ones are lost then.',
        }
      }
      actions={
        <Button isDisabled={isBusy} onClick={() => void startOver()}>
          Start again with new settings
        </Button>
      }
    />
  );
}
