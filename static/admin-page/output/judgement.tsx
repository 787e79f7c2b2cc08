import type { ReactNode } from 'react';
import type { AlertRecord } from '../../../src/contract/record';
import { OutcomeLozenge } from '../../shared/outcome-lozenge';

/** Why the app concludes what the block says: value by value. */
export function Judgement({ record }: { readonly record: AlertRecord }): ReactNode {
  const { observables, rejected, notes, failure } = record;
  return (
    <div className="judgement">
      {failure === null ? null : <p>{failure.sentence}</p>}
      <ul className="plain-list">
        {observables.map(({ kind, value, outcome, confidence, because, tried, others }) => (
          <li key={`${kind} ${value}`} className="judged">
            <p>
              <span className="code">{value}</span> <OutcomeLozenge outcome={outcome} confidence={confidence} />
              {confidence === null ? null : <span className="subtle"> {confidence} confidence</span>}
            </p>
            <p>{because}</p>
            {others.map(other => (
              <p key={other.id} className="subtle">
                Not used: {other.name} ({other.because})
              </p>
            ))}
            {tried.length === 0 ? null : <p className="subtle small">Names searched: {tried.join(', ')}</p>}
          </li>
        ))}
        {rejected.map(({ value, reason }) => (
          <li key={value} className="judged">
            <span className="code">{value}</span> is ignored: {reason}
          </li>
        ))}
      </ul>
      {observables.length === 0 && rejected.length === 0 ? <p>The source fields of this alert are empty.</p> : null}
      {notes.map(note => (
        <p key={note} className="subtle">
          {note}
        </p>
      ))}
    </div>
  );
}
