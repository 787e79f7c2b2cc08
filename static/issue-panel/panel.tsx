import type { ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import type { PanelView } from '../../src/contract/panel';
import type { Reply } from '../../src/contract/reply';
import { ProblemMessage } from '../shared/problem-message';
import { AlertResult } from './alert-result';
import { Head } from './head';
import { Notices } from './notices';
import { Skeleton } from './skeleton';
import { useKeptFocus } from './kept-focus';
import { pressedIn } from './state';
import { usePanel } from './use-panel';

/** The issue panel. */
export function Panel({ first }: { readonly first: Promise<Reply<PanelView>> }): ReactNode {
  const { state, actions } = usePanel(first);
  const pressed = state.kind === 'ready' ? pressedIn(state.activity) : null;
  useKeptFocus(pressed);
  switch (state.kind) {
    case 'loading':
      return <Skeleton />;
    case 'unreadable':
      return (
        <main className="panel">
          <h1 className="visually-hidden">Axonius asset intelligence</h1>
          <ProblemMessage problem={state.problem} actions={<Button onClick={actions.reload}>Try again</Button>} />
        </main>
      );
    case 'ready': {
      const { view, activity } = state;
      return (
        <main className="panel" aria-busy={activity.kind === 'running'}>
          <h1 className="visually-hidden" data-press="panel" tabIndex={-1}>
            Axonius asset intelligence
          </h1>
          <p className="visually-hidden" role="status">
            {state.announcement}
          </p>
          <Head view={view} activity={activity} onEnrich={actions.enrich} />
          <Notices view={view} problem={state.problem} />
          {view.record === null ? null : (
            <AlertResult
              record={view.record}
              view={view}
              isBusy={activity.kind !== 'idle'}
              pressed={pressed}
              onChoose={actions.choose}
            />
          )}
        </main>
      );
    }
  }
}
