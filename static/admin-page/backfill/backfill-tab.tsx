import { useCallback, useEffect, useState, type ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import type { BackfillView } from '../../../src/contract/backfill';
import type { Reply } from '../../../src/contract/reply';
import { ProblemMessage } from '../../shared/problem-message';
import { Waiting } from '../parts/waiting';
import type { TabProps } from '../tab-props';
import { call } from '../call';
import { Section } from '../parts/field';
import './backfill.css';
import { BackfillProgress } from './backfill-progress';
import { OrderForm } from './order-form';

/** A running backfill is looked at again after this long. */
const LOOK_AGAIN_MS = 4_000;

/** Enriches alerts from before the app was installed, or before it was connected. */
export function BackfillTab({ view }: TabProps): ReactNode {
  const { backfill, show, reload } = useBackfill();
  if (backfill === undefined) return <Waiting label="Loading the backfill" />;
  if (!backfill.ok)
    return <ProblemMessage problem={backfill.problem} actions={<Button onClick={reload}>Try again</Button>} />;
  const { value } = backfill;
  const isUnderWay = value !== null && isMoving(value);
  return (
    <div className="backfill">
      {value === null ? null : <BackfillProgress view={value} onChange={show} />}
      {isUnderWay ? null : (
        <Section
          title="Backfill"
          intro="Enriches old alerts that you choose with JQL. Alerts that already have a result are left as they are. What is written says how long after the alert it was looked up."
        >
          <OrderForm isConnected={view.settings.address !== null} jqlBefore={value?.jql ?? null} onStarted={show} />
        </Section>
      )}
    </div>
  );
}

function isMoving({ state }: BackfillView): boolean {
  return state === 'running' || state === 'stalled' || state === 'paused';
}

function useBackfill() {
  const [backfill, setBackfill] = useState<Reply<BackfillView | null>>();
  const [looks, setLooks] = useState(0);
  const look = useCallback(() => setLooks(before => before + 1), []);
  useEffect(() => {
    let isShown = true;
    void call('loadBackfill').then(reply => {
      // A look that fails now and then must not hide how far the backfill is.
      if (isShown) setBackfill(before => (reply.ok || before?.ok !== true ? reply : before));
    });
    return () => {
      isShown = false;
    };
  }, [looks]);
  const isWatched = backfill?.ok === true && backfill.value !== null && isMoving(backfill.value);
  useEffect(() => {
    if (!isWatched) return undefined;
    const timer = setInterval(look, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isWatched, look]);
  const show = useCallback((value: BackfillView) => setBackfill({ ok: true, value }), []);
  return { backfill, show, reload: look };
}
