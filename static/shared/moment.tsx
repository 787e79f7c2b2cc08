import type { ReactNode } from 'react';
import { writeExactly } from './time';

/** A time in words. Its exact form shows on hover, and screen readers say it. */
export function Moment({ iso, children }: { readonly iso: string; readonly children: ReactNode }): ReactNode {
  const exact = writeExactly(iso);
  return (
    <time dateTime={iso} title={exact} className="moment">
      {children}
      <span className="visually-hidden"> ({exact})</span>
    </time>
  );
}
