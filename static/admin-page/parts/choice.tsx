import type { ReactNode } from 'react';
import type { ControlIds } from './field';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

/** The browser's own select: it opens as people know it on every device, and needs no styles from scripts. */
export function ChoiceOf<Value extends string>({
  value,
  choices,
  onChoose,
  label,
  ids,
}: {
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChoose: (value: Value) => void;
  /** Where no label stands beside it. */
  readonly label?: string;
  readonly ids?: ControlIds;
}): ReactNode {
  return (
    <select
      className="select"
      value={value}
      aria-label={label}
      {...ids}
      onChange={event => {
        const chosen = choices.find(choice => choice.value === event.target.value);
        if (chosen !== undefined) onChoose(chosen.value);
      }}
    >
      {choices.map(choice => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}

/** Several of a list: checkboxes in a box that scrolls. */
export function ManyOf({
  legend,
  help,
  choices,
  chosen,
  onChoose,
}: {
  readonly legend: string;
  readonly help: string;
  readonly choices: readonly Choice<string>[];
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
}): ReactNode {
  return (
    <fieldset className="field many">
      <legend className="field-label">{legend}</legend>
      <div className="many-list">
        {choices.map(({ value, label }) => (
          <label key={value} className="check">
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={event => {
                onChoose(event.target.checked ? [...chosen, value] : chosen.filter(one => one !== value));
              }}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      <div className="field-help">{help}</div>
    </fieldset>
  );
}
