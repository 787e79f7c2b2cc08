import { lazy, Suspense, useState, type Dispatch, type ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import Tab from '@atlaskit/tabs/tab';
import TabList from '@atlaskit/tabs/tab-list';
import TabPanel from '@atlaskit/tabs/tab-panel';
import Tabs from '@atlaskit/tabs/tabs';
import type { SettingsView } from '../../src/contract/admin';
import type { Reply } from '../../src/contract/reply';
import { ErrorBoundary } from '../shared/error-boundary';
import { ProblemMessage } from '../shared/problem-message';
import { ConnectionTab } from './connection/connection-tab';
import { Waiting } from './parts/waiting';
import { Readiness } from './readiness';
import { isEdited, usePageState, type Draft, type PageEvent, type Part } from './settings-state';
import type { TabName, TabProps } from './tab-props';
import { Unreadable } from './unreadable';
import { useProof, type Proof } from './use-proof';

interface TabDefinition {
  readonly name: string;
  readonly Content: (props: TabProps) => ReactNode;
  /** Parts of the settings that the tab's form holds. */
  readonly parts: readonly Part[];
}

const AlertsTab = lazy(async () => ({ default: (await import('./alerts/alerts-tab')).AlertsTab }));
const OutputTab = lazy(async () => ({ default: (await import('./output/output-tab')).OutputTab }));
const BackfillTab = lazy(async () => ({ default: (await import('./backfill/backfill-tab')).BackfillTab }));
const CheckTab = lazy(async () => ({ default: (await import('./check/check-tab')).CheckTab }));
const HealthTab = lazy(async () => ({ default: (await import('./health/health-tab')).HealthTab }));

const TABS: readonly (TabDefinition & { readonly name: TabName })[] = [
  { name: 'Connection', Content: props => <ConnectionTab {...props} />, parts: [] },
  { name: 'Alerts', Content: props => <AlertsTab {...props} />, parts: ['alerts'] },
  { name: 'Output', Content: props => <OutputTab {...props} />, parts: ['policy', 'output', 'naming', 'advanced'] },
  { name: 'Backfill', Content: props => <BackfillTab {...props} />, parts: [] },
  { name: 'Check', Content: props => <CheckTab {...props} />, parts: [] },
  { name: 'Health', Content: props => <HealthTab {...props} />, parts: [] },
];

/** The app's configuration, for a person who administers Jira. */
export function AdminPage({ first }: { readonly first: Promise<Reply<SettingsView>> }): ReactNode {
  const { state, dispatch } = usePageState(first);
  if (state.kind === 'loading') return <Waiting label="Loading the settings" />;
  if (state.kind === 'failed') {
    const reload = <Button onClick={() => window.location.reload()}>Reload</Button>;
    return <ProblemMessage problem={state.problem} actions={reload} />;
  }
  const { view, draft } = state;
  if (view.unreadable !== null) return <Unreadable sentence={view.unreadable} dispatch={dispatch} />;
  return <SettingsTabs view={view} draft={draft} dispatch={dispatch} />;
}

function healthOf(proof: Proof | null): TabProps['health'] {
  if (proof === null) return 'unknown';
  return proof.connection.works ? 'works' : 'fails';
}

function SettingsTabs({
  view,
  draft,
  dispatch,
}: {
  readonly view: SettingsView;
  readonly draft: Draft;
  readonly dispatch: Dispatch<PageEvent>;
}): ReactNode {
  const [selected, setSelected] = useState(0);
  const [checks, setChecks] = useState(0);
  const proof = useProof(view, checks);
  const goTo = (name: TabName) => setSelected(TABS.findIndex(tab => tab.name === name));
  return (
    <main className="page">
      <Readiness proof={proof} view={view} goTo={goTo} selected={TABS[selected]?.name ?? 'Connection'} />
      <Tabs id="settings" selected={selected} onChange={setSelected}>
        <TabList>
          {TABS.map(({ name, parts }) => (
            <Tab key={name}>
              {name}
              {isEdited(draft, view, parts) ? <span className="tab-mark"> (not saved)</span> : null}
            </Tab>
          ))}
        </TabList>
        {TABS.map(({ name, Content }) => (
          <TabPanel key={name}>
            <div className="tab">
              <ErrorBoundary>
                <Suspense fallback={<Waiting label={`Loading ${name}`} />}>
                  <Content
                    view={view}
                    draft={draft}
                    dispatch={dispatch}
                    goTo={goTo}
                    health={healthOf(proof)}
                    onRecheck={() => setChecks(checks + 1)}
                  />
                </Suspense>
              </ErrorBoundary>
            </div>
          </TabPanel>
        ))}
      </Tabs>
    </main>
  );
}
