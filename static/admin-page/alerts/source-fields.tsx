import type { ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import IconButton from '@atlaskit/button/icon/button';
import AddIcon from '@atlaskit/icon/core/add';
import DownIcon from '@atlaskit/icon/core/arrow-down';
import UpIcon from '@atlaskit/icon/core/arrow-up';
import DeleteIcon from '@atlaskit/icon/core/delete';
import type { AlertsCheck } from '../../../src/contract/alerts-check';
import type { FieldKind } from '../../../src/contract/vocabulary';
import { ChoiceOf, type Choice } from '../parts/choice';
import type { FormPart } from './form-part';
import { Checks } from './checks';
import { fieldChoices, idOf } from './field-names';

const KINDS: readonly Choice<FieldKind>[] = [
  { value: 'hostname', label: 'hostnames' },
  { value: 'ip', label: 'IP addresses' },
  { value: 'mac', label: 'MAC addresses' },
  { value: 'auto', label: 'any of these' },
];

const MOST = 10;

/** Fields in which alerts name machines, in the order in which they are read. */
export function SourceFields({
  alerts,
  site,
  edit,
  check,
}: FormPart & { readonly check: AlertsCheck | null }): ReactNode {
  const { sourceFields } = alerts;
  const taken = [
    ...sourceFields.flatMap(({ field }) => idOf(field, site.fields, 'source') ?? []),
    ...[idOf(alerts.targetField, site.fields, 'target') ?? []].flat(),
  ];
  const free = site.fields.filter(({ fits, id }) => fits.source && !taken.includes(id));
  const next = free.find(({ suggestedKind }) => suggestedKind !== 'auto') ?? free[0];
  const replace = (at: number, change: Partial<(typeof sourceFields)[number]>) => {
    edit({ sourceFields: sourceFields.map((one, index) => (index === at ? { ...one, ...change } : one)) });
  };
  const move = (at: number, by: 1 | -1) => {
    const moved = [...sourceFields];
    moved.splice(at + by, 0, ...moved.splice(at, 1));
    edit({ sourceFields: moved });
  };
  return (
    <fieldset className="field">
      <legend className="field-label">Source fields</legend>
      <ol className="plain-list sources">
        {sourceFields.map(({ field, kind }, at) => {
          const choices = fieldChoices(field, site, 'source', taken);
          const name = `Source field ${at + 1}`;
          return (
            <li key={at} className="source">
              <div className="source-controls">
                <ChoiceOf
                  label={name}
                  value={idOf(field, site.fields, 'source') ?? choices[0]?.value ?? ''}
                  choices={choices}
                  onChoose={id => {
                    const chosen = site.fields.find(one => one.id === id);
                    replace(at, { field: { id }, ...(chosen === undefined ? {} : { kind: chosen.suggestedKind }) });
                  }}
                />
                <ChoiceOf
                  label={`${name} holds`}
                  value={kind}
                  choices={KINDS}
                  onChoose={chosen => replace(at, { kind: chosen })}
                />
                <span className="source-buttons">
                  <IconButton
                    icon={UpIcon}
                    label={`Read ${name} earlier`}
                    appearance="subtle"
                    isDisabled={at === 0}
                    onClick={() => move(at, -1)}
                  />
                  <IconButton
                    icon={DownIcon}
                    label={`Read ${name} later`}
                    appearance="subtle"
                    isDisabled={at === sourceFields.length - 1}
                    onClick={() => move(at, 1)}
                  />
                  <IconButton
                    icon={DeleteIcon}
                    label={`Remove ${name}`}
                    appearance="subtle"
                    isDisabled={sourceFields.length === 1}
                    onClick={() => edit({ sourceFields: sourceFields.filter((_, index) => index !== at) })}
                  />
                </span>
              </div>
              <Checks check={check?.fields.find(({ role, index }) => role === 'source' && index === at)} />
            </li>
          );
        })}
      </ol>
      <div>
        <Button
          iconBefore={AddIcon}
          isDisabled={next === undefined || sourceFields.length >= MOST}
          onClick={() => {
            if (next !== undefined)
              edit({ sourceFields: [...sourceFields, { field: { id: next.id }, kind: next.suggestedKind }] });
          }}
        >
          Add a source field
        </Button>
      </div>
    </fieldset>
  );
}
