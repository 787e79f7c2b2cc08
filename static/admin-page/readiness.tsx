import { useEffect, useState, type ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import CheckIcon from '@atlaskit/icon/core/check-circle';
import type { SettingsView } from '../../src/contract/admin';
import type { AlertsCheck } from '../../src/contract/alerts-check';
import { call } from './call';
import type { TabName } from './admin-page';

/** Whether the next alert will be enriched, by the stored settings; and if not, what comes next. */
export function Readiness({
  view,
  goTo,
  selected,
}: {
  readonly view: SettingsView;
  readonly goTo: (tab: TabName) => void;
  readonly selected: TabName;
}): ReactNode {
  const { settings, hasSecret } = view;
  const check = useStoredCheck(view);
  const certain = check?.missing.filter(({ isCertain }) => isCertain) ?? [];
  const isConnected = settings.address !== null && hasSecret;
  const steps: readonly Step[] = [
    { name: 'Connect Axonius', tab: 'Connection', isDone: isConnected },
    { name: 'Check the fields', tab: 'Alerts', isDone: isConnected && check !== null && certain.length === 0 },
    { name: 'Automatic runs on', tab: 'Output', isDone: settings.alerts.automatic },
  ];
  const next = steps.find(({ isDone }) => !isDone);
  if (next === undefined) {
    return (
      <div className="readiness readiness-done" role="status">
        <CheckIcon label="" color="var(--ds-icon-success)" />
        <span className="readiness-words">
          <strong>Ready.</strong> The next alert will be enriched.
        </span>
        {selected === 'Output' ? null : <Button onClick={() => goTo('Output')}>Preview an alert</Button>}
      </div>
    );
  }
  if (isConnected && check === null) return <div className="readiness" aria-hidden="true" />;
  return (
    <div className="readiness">
      <ol className="steps" aria-label="Set up">
        {steps.map((step, at) => (
          <li key={step.name} className={step.isDone ? 'step step-done' : step === next ? 'step step-next' : 'step'}>
            <span className="step-mark" aria-hidden="true">
              {step.isDone ? <CheckIcon label="" size="small" color="currentColor" /> : at + 1}
            </span>
            <span>
              {step.name}
              <span className="visually-hidden">{step.isDone ? ' (done)' : step === next ? ' (next)' : ''}</span>
            </span>
          </li>
        ))}
      </ol>
      {next.tab === selected ? null : <Button onClick={() => goTo(next.tab)}>{next.name}</Button>}
    </div>
  );
}

interface Step {
  readonly name: string;
  readonly tab: TabName;
  readonly isDone: boolean;
}

/** The check of the stored settings, once they are connected; null until it is there. */
function useStoredCheck({ settings, hasSecret }: SettingsView): AlertsCheck | null {
  const [checked, setChecked] = useState<{ readonly revision: number; readonly check: AlertsCheck }>();
  const { alerts, revision, address } = settings;
  const isConnected = address !== null && hasSecret;
  useEffect(() => {
    if (!isConnected) return undefined;
    let isShown = true;
    void call('checkAlerts', alerts).then(reply => {
      if (isShown && reply.ok) setChecked({ revision, check: reply.value });
    });
    return () => {
      isShown = false;
    };
  }, [isConnected, revision, alerts]);
  return checked?.check ?? null;
}
