import type { ReactNode } from 'react';
import { ErrorMessage } from '@atlaskit/form';
import Field from '@atlaskit/form/Field';
import CreatableSelect from '@atlaskit/select/CreatableSelect';
import Select from '@atlaskit/select/Select';
import TextArea from '@atlaskit/textarea/text-area';
import Textfield from '@atlaskit/textfield/text-field';
import type { CreateField } from '../api/create-meta';
import { formOf } from '../api/fields';
import { choicesOf, type Choice } from './values';

const INPUT_TYPES: Readonly<Record<string, string>> = { number: 'number', date: 'date', datetime: 'datetime-local' };

interface Props {
  readonly field: CreateField;
  /** Jira's own words about the value, after a refused attempt. */
  readonly refusal: string | undefined;
  /** Shown below the control, such as suggestions. */
  readonly after?: ReactNode;
}

/** One field of the create screen. */
export function CreateFieldControl({ field, refusal, after }: Props): ReactNode {
  const form = formOf(field.schema);
  const shared = { name: field.fieldId, label: field.name, isRequired: field.required } as const;
  const message = refusal === undefined ? null : <ErrorMessage>{refusal}</ErrorMessage>;

  if (form === 'labels' || form === 'options') {
    const Control = form === 'labels' ? CreatableSelect : Select;
    return (
      <Field<readonly Choice[]> {...shared} defaultValue={[]}>
        {({ fieldProps: { id, ...fieldProps } }) => (
          <>
            <Control<Choice, true>
              {...fieldProps}
              inputId={id}
              isMulti
              options={[...choicesOf(field)]}
              isInvalid={refusal !== undefined}
              placeholder={form === 'labels' ? 'Type and press Enter' : 'Select'}
              menuPlacement="auto"
            />
            {message}
          </>
        )}
      </Field>
    );
  }
  if (form === 'option') {
    return (
      <Field<Choice | null> {...shared} defaultValue={null}>
        {({ fieldProps: { id, ...fieldProps } }) => (
          <>
            <Select<Choice>
              {...fieldProps}
              inputId={id}
              isClearable={!field.required}
              options={[...choicesOf(field)]}
              isInvalid={refusal !== undefined}
              placeholder="Select"
              menuPlacement="auto"
            />
            {message}
          </>
        )}
      </Field>
    );
  }
  if (form === 'paragraph') {
    return (
      <Field<string, HTMLTextAreaElement> {...shared} defaultValue="">
        {({ fieldProps }) => (
          <>
            <TextArea {...fieldProps} isInvalid={refusal !== undefined} minimumRows={3} />
            {message}
          </>
        )}
      </Field>
    );
  }
  return (
    <Field {...shared} defaultValue="">
      {({ fieldProps }) => (
        <>
          <Textfield
            {...fieldProps}
            isInvalid={refusal !== undefined}
            type={INPUT_TYPES[form] ?? 'text'}
            autoComplete="off"
          />
          {message}
          {after}
        </>
      )}
    </Field>
  );
}
