import { useEffect, useState, type ReactNode } from 'react';
import CheckIcon from '@atlaskit/icon/core/check-mark';
import CopyIcon from '@atlaskit/icon/core/copy';

const SHOWN_MS = 2_000;

/** Copies a text; says so for a moment, to screen readers too. */
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
        onClick={() => void copyText(text).then(isCopied => setState(isCopied ? 'copied' : 'refused'))}
      >
        {state === 'copied' ? (
          <CheckIcon label="" size="small" color="var(--ds-icon-success)" />
        ) : (
          <CopyIcon label="" size="small" color="currentColor" />
        )}
      </button>
      <span className="visually-hidden" role="status">
        {state === 'copied' ? 'Copied' : state === 'refused' ? 'The browser did not allow copying' : ''}
      </span>
    </>
  );
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyWithCommand(text);
  }
}

/** A frame without the permission `clipboard-write` may still copy a selection while a person clicks. */
function copyWithCommand(text: string): boolean {
  const active = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  if (active instanceof HTMLElement) active.focus();
  return isCopied;
}
