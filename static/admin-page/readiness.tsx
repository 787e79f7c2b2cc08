import type { ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import CheckIcon from '@atlaskit/icon/core/check-circle';
import type { SettingsView } from '../../src/contract/admin';
import type { TabName } from './tab-props';
import type { Proof } from './use-proof';

/** Whether the next alert will be enriched, by the stored settings; and if not, what comes next. */
export function Readiness({
  view,
  goTo,
  selected,
  proof,
}: {
  readonly view: SettingsView;
  readonly goTo: (tab: TabName) => void;
  readonly selected: TabName;
  readonly proof: Proof | null;
}): ReactNode {
  const { settings, hasSecret } = view;
  const { alerts } = settings;
  const certain = proof?.check.missing.filter(({ isCertain, kind }) => isCertain && kind !== 'hidden-alerts') ?? [];
  const isConnected = settings.address !== null && hasSecret;
  const fault = proof?.connection.works === false ? proof.connection : null;
  const steps: readonly Step[] = [
    { name: 'Connect Axonius', tab: 'Connection', isDone: isConnected && fault === null },
    { name: 'Check the fields', tab: 'Alerts', isDone: isConnected && proof !== null && certain.length === 0 },
    { name: 'Choose the projects', tab: 'Alerts', isDone: alerts.projects.length > 0 || alerts.everyProject === true },
    { name: 'Automatic runs on', tab: 'Output', isDone: alerts.automatic },
  ];
  const next = steps.find(({ isDone }) => !isDone);
  if (next === undefined) {
    return (
      <div className="readiness readiness-done" role="status">
        <CheckIcon label="" color="var(--ds-icon-success)" />
        <span className="readiness-words">
          <strong>Ready.</strong> The next alert will be enriched: Axonius answers, and the fields are there.
        </span>
        {selected === 'Output' ? null : <Button onClick={() => goTo('Output')}>Preview an alert</Button>}
      </div>
    );
  }
  if (isConnected && proof === null)
    return <p className="readiness subtle">Checking whether alerts can be enriched…</p>;
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
      {fault === null ? null : <p className="readiness-fault">{fault.sentence}</p>}
    </div>
  );
}

interface Step {
  readonly name: string;
  readonly tab: TabName;
  readonly isDone: boolean;
}
