import { useEffect, useState, type ReactNode } from 'react';
import CheckIcon from '@atlaskit/icon/core/check-mark';
import CopyIcon from '@atlaskit/icon/core/copy';

const SHOWN_MS = 2_000;

/** Copies a text, which stands just before the button; says so for a moment, to screen readers too. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  useEffect(() => {
    if (state === 'idle') return undefined;
    const timer = setTimeout(() => setState('idle'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <>
      <button
        type="button"
        className="copy-button"
        aria-label={label}
        title={label}
        onClick={({ currentTarget }) =>
          void copyText(text, currentTarget).then(isCopied => setState(isCopied ? 'copied' : 'refused'))
        }
      >
        {state === 'copied' ? (
          <CheckIcon label="" size="small" color="var(--ds-icon-success)" />
        ) : (
          <CopyIcon label="" size="small" color="currentColor" />
        )}
      </button>
      <span className="visually-hidden" role="status">
        {state === 'copied' ? 'Copied' : state === 'refused' ? 'The text is selected: copy it with the keyboard' : ''}
      </span>
    </>
  );
}

async function copyText(text: string, button: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // A frame without the permission `clipboard-write`: the text is selected instead.
    if (button.previousElementSibling !== null) getSelection()?.selectAllChildren(button.previousElementSibling);
    return false;
  }
}
