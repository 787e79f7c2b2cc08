import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { ErrorMessage } from '@atlaskit/form';
import Textfield from '@atlaskit/textfield/text-field';
import { EditActions } from './edit-actions';
import { useSave } from './use-save';

interface Props {
  readonly issueKey: string;
  readonly fieldId: string;
  readonly label: string;
  readonly value: string;
  readonly canEdit: boolean;
  readonly onSaved: () => void;
  /** A required field is not emptied. */
  readonly isRequired?: boolean;
  readonly children?: ReactNode;
}

/** A line of text that is edited where it stands: click or Enter opens, Enter saves, Escape leaves. */
export function InlineText({
  issueKey,
  fieldId,
  label,
  value,
  canEdit,
  onSaved,
  isRequired = false,
  children,
}: Props): ReactNode {
  const [draft, setDraft] = useState<string>();
  const { isSaving, refusal, forget, save } = useSave(issueKey, fieldId, onSaved);
  const opener = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  const isEditing = draft !== undefined;

  useEffect(() => {
    if (wasEditing.current && !isEditing) opener.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);

  const shown = children ?? (value === '' ? <span className="muted">None</span> : value);
  if (!canEdit) return <div className="read-view">{shown}</div>;

  if (draft === undefined) {
    return (
      <button ref={opener} type="button" className="read-view read-view-editable" onClick={() => setDraft(value)}>
        <span className="visually-hidden">Edit {label}: </span>
        {shown}
      </button>
    );
  }

  const stop = (): void => {
    setDraft(undefined);
    forget();
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const text = draft.trim();
    if (text === value || (text === '' && isRequired)) stop();
    else if (await save(text === '' ? null : text)) setDraft(undefined);
  };
  return (
    <form
      className="inline-editor"
      onSubmit={event => void submit(event)}
      onKeyDown={event => {
        if (event.key === 'Escape') stop();
      }}
    >
      <Textfield
        autoFocus
        aria-label={label}
        value={draft}
        isInvalid={refusal !== undefined}
        isDisabled={isSaving}
        onChange={event => setDraft(event.currentTarget.value)}
        autoComplete="off"
      />
      {refusal === undefined ? null : <ErrorMessage>{refusal}</ErrorMessage>}
      <EditActions label={label} isSaving={isSaving} onCancel={stop} />
    </form>
  );
}
