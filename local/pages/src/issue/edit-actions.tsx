import type { ReactNode } from 'react';
import IconButton from '@atlaskit/button/icon/button';
import CheckIcon from '@atlaskit/icon/core/check-mark';
import CrossIcon from '@atlaskit/icon/core/cross';

/** Confirm and cancel below an inline editor. */
export function EditActions({
  label,
  isSaving,
  onCancel,
}: {
  label: string;
  isSaving: boolean;
  onCancel: () => void;
}): ReactNode {
  return (
    <div className="edit-actions">
      <IconButton type="submit" icon={CheckIcon} label={`Save ${label}`} isDisabled={isSaving} />
      <IconButton icon={CrossIcon} label={`Cancel editing ${label}`} onClick={onCancel} isDisabled={isSaving} />
    </div>
  );
}
