import type { ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import Spinner from '@atlaskit/spinner/spinner';
import type { PanelView } from '../../src/contract/panel';
import type { AlertRecord } from '../../src/contract/record';
import { Moment } from '../shared/moment';
import { OutcomeLozenge } from '../shared/outcome-lozenge';
import { writeAgo } from '../shared/time';
import { pressedIn, type Activity } from './state';
import { useNow } from './use-now';
import { STEPS, surenessOf } from './words';

/** Below this, what came from the cache is as new as the run. */
const CACHE_IS_WORTH_SAYING_MS = 60_000;

interface Props {
  readonly view: PanelView;
  readonly activity: Activity;
  readonly onEnrich: () => void;
}

/** Outcome, how sure, how old, and the one button. */
export function Head({ view, activity, onEnrich }: Props): ReactNode {
  const pressed = pressedIn(activity);
  const canRun = view.editing !== 'denied' && view.isConfigured && view.isAlert;
  return (
    <div className="head">
      <div className="head-outcome">
        {view.record === null ? <NoRecord view={view} /> : <Result record={view.record} />}
      </div>
      <div className="head-status" role="status">
        <Status view={view} activity={activity} />
      </div>
      {canRun ? (
        <div className="head-action" data-press="enrich">
          <Button
            appearance="primary"
            isLoading={pressed?.kind === 'enrich'}
            isDisabled={activity.kind === 'running' && pressed?.kind !== 'enrich'}
            onClick={onEnrich}
          >
            Enrich
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function Result({ record }: { readonly record: AlertRecord }): ReactNode {
  const open = record.outcome === 'failed' || record.observables.length < 2 ? 0 : record.unresolved;
  const sureness = surenessOf(record);
  return (
    <>
      <OutcomeLozenge outcome={record.outcome} confidence={record.confidence} />
      {sureness === null ? null : <span className="head-sureness">{sureness}</span>}
      {open === 0 ? null : (
        <span className="subtle">
          {open} of {record.observables.length} values unresolved
        </span>
      )}
    </>
  );
}

function NoRecord({ view }: { readonly view: PanelView }): ReactNode {
  if (!view.isConfigured) return <strong className="head-title">Axonius is not connected</strong>;
  if (!view.isAlert) return <strong className="head-title">Not an alert</strong>;
  return <strong className="head-title">Not looked up yet</strong>;
}

function Status({ view, activity }: { readonly view: PanelView; readonly activity: Activity }): ReactNode {
  const now = useNow();
  if (activity.kind !== 'idle') {
    return (
      <>
        <Spinner size="xsmall" label="" />
        <span>{activity.step === null ? 'Starting' : STEPS[activity.step]}…</span>
      </>
    );
  }
  if (view.record === null) return <span>{firstWords(view)}</span>;
  const { enrichedAt, answeredAt } = view.record;
  const isFromCache =
    answeredAt !== undefined && Date.parse(enrichedAt) - Date.parse(answeredAt) > CACHE_IS_WORTH_SAYING_MS;
  return (
    <span>
      <Moment iso={enrichedAt}>Looked up {writeAgo(enrichedAt, now)}</Moment>
      {isFromCache ? (
        <>
          {' · '}
          <Moment iso={answeredAt}>from cache, answered {writeAgo(answeredAt, now)}</Moment>
        </>
      ) : null}
      {view.editing === 'ask' ? ' · Jira asks for your consent once' : ''}
    </span>
  );
}

function firstWords(view: PanelView): string {
  if (!view.isConfigured) return 'Ask a Jira admin to connect it on the app’s admin page.';
  if (!view.isAlert) return 'Nothing is looked up for issues of this type or project.';
  if (view.isExpected) return 'The app looks it up on its own within a few minutes.';
  if (view.editing === 'denied') return 'Anyone who can edit this issue can press Enrich.';
  return view.editing === 'ask'
    ? 'Jira asks for your consent once.'
    : 'Enrich asks Axonius about the machines in this alert.';
}
