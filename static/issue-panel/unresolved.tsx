import { useId, type ReactNode } from 'react';
import { FoldedList } from '../shared/fold';
import type { Choosing } from './choosing';
import { ChoiceNote } from './choice-note';
import { NotUsedList } from './not-used-list';
import type { Named } from './read-record';

const SHOWN = 5;

/** Values that no asset stands for, and what was found beside them. */
export function Unresolved({
  named,
  choosing,
}: {
  readonly named: readonly Named[];
  readonly choosing: Choosing;
}): ReactNode {
  const id = useId();
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id} className="card-title">
        <span>No asset found</span>
      </h2>
      <FoldedList
        entries={named}
        shown={SHOWN}
        noun="values"
        className="unresolved"
        render={one => (
          <>
            <div>
              <span className="unresolved-value">{one.observable.value}</span>{' '}
              <span className="subtle">{one.observable.because}</span>
            </div>
            <ChoiceNote named={one} choosing={choosing} />
            {one.observable.others.length === 0 ? null : (
              <div className="beside">
                <p className="subtle small">Found, and not used:</p>
                <NotUsedList others={one.observable.others} />
              </div>
            )}
          </>
        )}
      />
    </section>
  );
}
