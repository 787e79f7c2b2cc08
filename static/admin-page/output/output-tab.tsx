import { useState, type ReactNode } from 'react';
import Textfield from '@atlaskit/textfield/text-field';
import type { Settings } from '../../../src/contract/settings';
import { Fold } from '../../shared/fold';
import type { TabProps } from '../tab-props';
import { Field, Section } from '../parts/field';
import { SaveBar } from '../parts/save-bar';
import { Facts } from './facts';
import { Naming } from './naming';
import { PreviewSection } from './preview-section';

/** What is written, how names are read, and what an alert would look like. */
export function OutputTab(props: TabProps): ReactNode {
  const { draft, dispatch } = props;
  const { output, naming, advanced, alerts } = draft;
  const [invalid, setInvalid] = useState<string | null>(null);
  const editOutput = (change: Partial<Settings['output']>) =>
    dispatch({ kind: 'edited', change: { output: { ...output, ...change } } });
  const editNaming = (change: Partial<Settings['naming']>) =>
    dispatch({ kind: 'edited', change: { naming: { ...naming, ...change } } });
  const editAdvanced = (change: Partial<Settings['advanced']>) =>
    dispatch({ kind: 'edited', change: { advanced: { ...advanced, ...change } } });
  const editAlerts = (change: Partial<Settings['alerts']>) =>
    dispatch({ kind: 'edited', change: { alerts: { ...alerts, ...change } } });
  return (
    <div className="two-columns">
      <div className="form-column">
        <Section title="Automatic runs">
          <label className="check">
            <input
              type="checkbox"
              checked={alerts.automatic}
              onChange={event => editAlerts({ automatic: event.target.checked })}
            />
            <span>Enrich alerts as soon as they are created or changed</span>
          </label>
          <p className="field-help">When this is off, only a person can start a run, with Enrich in the panel.</p>
          <fieldset className="field">
            <legend className="field-label">If someone has already written in the target field</legend>
            <label className="check">
              <input
                type="radio"
                name="filled"
                checked={alerts.filledField === 'leave'}
                onChange={() => editAlerts({ filledField: 'leave' })}
              />
              <span>Leave it alone; the panel shows the context</span>
            </label>
            <label className="check">
              <input
                type="radio"
                name="filled"
                checked={alerts.filledField === 'append'}
                onChange={() => editAlerts({ filledField: 'append' })}
              />
              <span>Add the context; their text stays as it is</span>
            </label>
          </fieldset>
        </Section>
        <Facts facts={output.facts} onChange={facts => editOutput({ facts })} />
        <Section title="Freshness">
          <NumberField
            label="Freshness limit (days)"
            help="A match that wasn’t seen within this many days before the alert is stale."
            value={output.freshnessDays}
            onChange={freshnessDays => editOutput({ freshnessDays })}
          />
        </Section>
        <Naming naming={naming} onChange={editNaming} onInvalid={setInvalid} />
        <Fold title="Advanced">
          <NumberField
            label="Keep Axonius answers (minutes)"
            help="Alerts about the same machine within this time share one answer. 0 keeps nothing."
            value={advanced.cacheMinutes}
            onChange={cacheMinutes => editAdvanced({ cacheMinutes })}
          />
          <NumberField
            label="Keep answers that found nothing (minutes)"
            value={advanced.negativeCacheMinutes}
            onChange={negativeCacheMinutes => editAdvanced({ negativeCacheMinutes })}
          />
          <NumberField
            label="Alerts at the same time"
            help="How many may ask Axonius at once."
            value={advanced.concurrency}
            onChange={concurrency => editAdvanced({ concurrency })}
          />
          <NumberField
            label="Backfill at the same time"
            value={advanced.backfillConcurrency}
            onChange={backfillConcurrency => editAdvanced({ backfillConcurrency })}
          />
        </Fold>
        <SaveBar {...props} parts={['policy', 'output', 'naming', 'advanced']} invalid={invalid} />
      </div>
      <div className="preview-column">
        <PreviewSection {...props} />
      </div>
    </div>
  );
}

function NumberField({
  label,
  help,
  value,
  onChange,
}: {
  readonly label: string;
  readonly help?: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}): ReactNode {
  return (
    <Field label={label} {...(help === undefined ? {} : { help })}>
      {ids => (
        <Textfield
          {...ids}
          type="number"
          min={0}
          width={96}
          value={Number.isNaN(value) ? '' : String(value)}
          onChange={event => onChange(event.currentTarget.valueAsNumber)}
        />
      )}
    </Field>
  );
}
