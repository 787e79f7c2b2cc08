import type { ReactNode } from 'react';

/** What stands in the panel until the record is there: the same boxes in the same places. */
export function Skeleton(): ReactNode {
  return (
    <main className="panel" aria-busy="true">
      <h1 className="visually-hidden">Axonius asset intelligence</h1>
      <p className="visually-hidden" role="status">
        Loading
      </p>
      <div className="head" aria-hidden="true">
        <div className="head-outcome">
          <span className="bone bone-outcome" />
        </div>
        <div className="head-status">
          <span className="bone bone-status" />
        </div>
        <span className="bone bone-button" />
      </div>
      <div className="card bone-card" aria-hidden="true">
        <span className="bone bone-title" />
        <span className="bone bone-line" />
        <span className="bone bone-line" />
      </div>
    </main>
  );
}
