import { useEffect, useId, useState, type ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import IconButton from '@atlaskit/button/icon/button';
import AddIcon from '@atlaskit/icon/core/add';
import DeleteIcon from '@atlaskit/icon/core/delete';
import Textfield from '@atlaskit/textfield/text-field';
import type { FactSetting } from '../../../src/contract/settings';
import { call } from '../call';
import { Section } from '../parts/field';

const MOST = 12;

/** Facts that the context shows besides names, times and addresses, and the Axonius field behind each. */
export function Facts({
  facts,
  onChange,
}: {
  readonly facts: readonly FactSetting[];
  readonly onChange: (facts: readonly FactSetting[]) => void;
}): ReactNode {
  const names = useFieldNames();
  const listId = useId();
  const replace = (at: number, change: Partial<FactSetting>) => {
    onChange(facts.map((one, index) => (index === at ? { ...one, ...change } : one)));
  };
  return (
    <Section title="Facts" intro="Shown for each asset, in addition to its names, addresses and last-seen time.">
      <div className="fact-row facts-head" aria-hidden="true">
        <span>Show</span>
        <span>Label</span>
        <span>Axonius field</span>
      </div>
      <ul className="plain-list facts-list">
        {facts.map((fact, at) => {
          const name = fact.label === '' ? `Fact ${at + 1}` : fact.label;
          return (
            <li key={at} className="fact-row">
              <label className="check">
                <input
                  type="checkbox"
                  checked={fact.shown}
                  aria-label={`Show ${name}`}
                  onChange={event => replace(at, { shown: event.target.checked })}
                />
              </label>
              <Textfield
                aria-label={`Label of fact ${at + 1}`}
                placeholder="Label"
                value={fact.label}
                onChange={event => replace(at, { label: event.currentTarget.value })}
              />
              <Textfield
                aria-label={`Axonius field of ${name}`}
                placeholder="Axonius field"
                list={listId}
                spellCheck={false}
                autoComplete="off"
                value={fact.axoniusField}
                onChange={event => replace(at, { axoniusField: event.currentTarget.value })}
              />
              <IconButton
                icon={DeleteIcon}
                label={`Remove ${name}`}
                appearance="subtle"
                onClick={() => onChange(facts.filter((_, index) => index !== at))}
              />
              {fact.personal ? <span className="fact-note subtle small">Personal data</span> : null}
            </li>
          );
        })}
      </ul>
      <datalist id={listId}>
        {names.map(name => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <div>
        <Button
          iconBefore={AddIcon}
          isDisabled={facts.length >= MOST}
          onClick={() => onChange([...facts, { label: '', axoniusField: '', personal: false, shown: true }])}
        >
          Add a fact
        </Button>
      </div>
    </Section>
  );
}

/** The tenant's own device fields; suggestions, so that their failing is no failure. */
function useFieldNames(): readonly string[] {
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    let isShown = true;
    void call('suggestFacts', { search: '' }).then(reply => {
      if (isShown && reply.ok) setNames(reply.value);
    });
    return () => {
      isShown = false;
    };
  }, []);
  return names;
}
