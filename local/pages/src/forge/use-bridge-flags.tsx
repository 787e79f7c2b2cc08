import { useRef } from 'react';
import { useFlags } from '@atlaskit/flag/use-flags';
import ErrorIcon from '@atlaskit/icon/core/status-error';
import InformationIcon from '@atlaskit/icon/core/status-information';
import SuccessIcon from '@atlaskit/icon/core/status-success';
import WarningIcon from '@atlaskit/icon/core/status-warning';
import type { FlagRequest } from './bridge-commands';

const ICONS = {
  info: <InformationIcon label="Information" color="var(--ds-icon-information)" />,
  success: <SuccessIcon label="Success" color="var(--ds-icon-success)" />,
  warning: <WarningIcon label="Warning" color="var(--ds-icon-warning)" />,
  error: <ErrorIcon label="Error" color="var(--ds-icon-danger)" />,
} as const;

/** Flags of apps, shown among the page's own. */
export function useBridgeFlags(): { show: (flag: FlagRequest) => void; close: (id: string | number) => void } {
  const { showFlag } = useFlags();
  const open = useRef(new Map<string | number, () => void>());
  return {
    show(flag) {
      open.current.get(flag.id)?.();
      const dismiss = showFlag({
        id: flag.id,
        title: flag.title ?? '',
        description: flag.description,
        icon: ICONS[flag.appearance ?? flag.type],
        ...(flag.appearance === undefined ? {} : { appearance: flag.appearance }),
        actions: flag.actions.map(({ text, onClick }) => ({ content: text, onClick })),
        isAutoDismiss: flag.isAutoDismiss ?? false,
      });
      open.current.set(flag.id, dismiss);
    },
    close(id) {
      open.current.get(id)?.();
      open.current.delete(id);
    },
  };
}
