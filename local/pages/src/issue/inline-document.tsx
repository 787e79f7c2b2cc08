import { useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import { ErrorMessage } from '@atlaskit/form';
import TextArea from '@atlaskit/textarea/text-area';
import { AdfNodes, AdfView } from '../adf/adf-view';
import { putTogether, takeApart, type Part } from '../adf/edit-text';
import { isEmptyDocument, readDocument } from '../adf/read-document';
import { useSave } from './use-save';

interface Props {
  readonly issueKey: string;
  readonly fieldId: string;
  readonly label: string;
  readonly value: unknown;
  readonly canEdit: boolean;
  readonly onSaved: () => void;
}

function isOnLink(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, summary, pre') !== null;
}

/** A paragraph field: text around tables and other blocks is edited as text, the blocks themselves are kept or removed. */
export function InlineDocument({ issueKey, fieldId, label, value, canEdit, onSaved }: Props): ReactNode {
  const document = readDocument(value);
  const [parts, setParts] = useState<readonly Part[]>();
  const { isSaving, refusal, forget, save } = useSave(issueKey, fieldId, onSaved);

  if (parts === undefined) {
    const open = (): void => setParts(takeApart(document));
    return (
      <div className="document-view">
        <div
          className={canEdit ? 'read-view read-view-editable' : 'read-view'}
          onClick={event => {
            if (canEdit && !isOnLink(event.target) && window.getSelection()?.isCollapsed !== false) open();
          }}
        >
          {document === null || isEmptyDocument(document) ? (
            <span className="muted">{canEdit ? 'Add text' : 'None'}</span>
          ) : (
            <AdfView document={document} />
          )}
        </div>
        {canEdit ? (
          <button type="button" className="document-edit" onClick={open}>
            Edit {label}
          </button>
        ) : null}
      </div>
    );
  }

  const stop = (): void => {
    setParts(undefined);
    forget();
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await save(putTogether(parts))) setParts(undefined);
  };
  const change = (index: number, text: string): void =>
    setParts(parts.map((part, at) => (at === index ? { kind: 'text', text } : part)));
  const remove = (index: number): void => setParts(takeApart(putTogether(parts.filter((_part, at) => at !== index))));
  const hasBlocks = parts.some(part => part.kind === 'node');

  return (
    <form
      className="inline-editor document-editor"
      onSubmit={event => void submit(event)}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Escape') stop();
      }}
    >
      {parts.map((part, index) =>
        part.kind === 'text' ? (
          <TextArea
            key={index}
            autoFocus={index === 0}
            aria-label={
              !hasBlocks
                ? label
                : index === 0
                  ? `${label}, above the first block`
                  : `${label}, below block ${(index + 1) / 2}`
            }
            value={part.text}
            minimumRows={hasBlocks ? 1 : 4}
            resize="smart"
            isDisabled={isSaving}
            onChange={event => change(index, event.currentTarget.value)}
          />
        ) : (
          <div key={index} className="document-block">
            <AdfNodes nodes={[part.node]} />
            <Button spacing="compact" appearance="subtle" onClick={() => remove(index)} isDisabled={isSaving}>
              Remove this block
            </Button>
          </div>
        ),
      )}
      {refusal === undefined ? null : <ErrorMessage>{refusal}</ErrorMessage>}
      <div className="document-actions">
        <Button type="submit" appearance="primary" isLoading={isSaving}>
          Save
        </Button>
        <Button appearance="subtle" onClick={stop} isDisabled={isSaving}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
