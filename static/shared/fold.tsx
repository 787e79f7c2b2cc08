import { useState, type ReactNode } from 'react';
import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import ChevronRightIcon from '@atlaskit/icon/core/chevron-right';

/** A part that is folded until somebody wants it; what is inside is rendered only then. */
export function Fold({ title, children }: { readonly title: ReactNode; readonly children: ReactNode }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const Icon = isOpen ? ChevronDownIcon : ChevronRightIcon;
  return (
    <div className="fold">
      <button type="button" className="fold-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon label="" size="small" color="currentColor" />
        {title}
      </button>
      {isOpen ? <div className="fold-content">{children}</div> : null}
    </div>
  );
}

/** A list that shows its first entries and unfolds the rest. */
export function FoldedList<Entry>({
  entries,
  shown,
  noun,
  render,
  className = '',
}: {
  readonly entries: readonly Entry[];
  /** So many are shown while the list is folded. One more than that is shown too: a button takes as much room. */
  readonly shown: number;
  /** What the entries are, in the plural. */
  readonly noun: string;
  readonly render: (entry: Entry, index: number) => ReactNode;
  readonly className?: string;
}): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const isLong = entries.length > shown + 1;
  const visible = isLong && !isOpen ? entries.slice(0, shown) : entries;
  return (
    <>
      <ul className={`plain-list ${className}`}>
        {visible.map((entry, index) => (
          <li key={index}>{render(entry, index)}</li>
        ))}
      </ul>
      {isLong ? (
        <button type="button" className="text-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Show fewer' : `${entries.length - shown} more ${noun}`}
        </button>
      ) : null}
    </>
  );
}
