import { useState } from 'react';
import { editIssue } from '../api/issues';

export interface Saving {
  readonly isSaving: boolean;
  readonly refusal: string | undefined;
  readonly forget: () => void;
  /** Writes one field; resolves to whether Jira took it. */
  readonly save: (value: unknown) => Promise<boolean>;
}

/** Writes one field of an issue as the page's user and keeps Jira's refusal for showing. */
export function useSave(issueKey: string, fieldId: string, onSaved: () => void): Saving {
  const [isSaving, setSaving] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  return {
    isSaving,
    refusal,
    forget: () => setRefusal(undefined),
    async save(value) {
      setSaving(true);
      setRefusal(undefined);
      try {
        await editIssue(issueKey, { [fieldId]: value });
        onSaved();
        return true;
      } catch (reason) {
        setRefusal(reason instanceof Error ? reason.message : String(reason));
        return false;
      } finally {
        setSaving(false);
      }
    },
  };
}
