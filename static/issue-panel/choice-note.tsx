import type { ReactNode } from 'react';
import { Moment } from '../shared/moment';
import { writeUtc } from '../shared/time';
import type { Choosing } from './choosing';
import type { Named } from './read-record';
import { choiceWords } from './words';

/** Who decided what about a value, and the way back. */
export function ChoiceNote({ named, choosing }: { readonly named: Named; readonly choosing: Choosing }): ReactNode {
  const { choice, key } = named;
  if (choice === null || key === null) return null;
  const isApplied =
    choice.assetId === null || choice.dropped !== undefined || named.observable.assetIds.includes(choice.assetId);
  return (
    <p className="choice-note">
      {isApplied ? choiceWords(choice, choosing.viewer) : 'A choice is noted; the next run applies it'}
      {', '}
      <Moment iso={choice.at}>{writeUtc(choice.at)}</Moment>
      {choosing.isAllowed ? (
        <button
          type="button"
          className="text-button"
          disabled={choosing.isBusy}
          onClick={() => choosing.onChoose({ kind: 'undo', observable: key })}
        >
          Undo<span className="visually-hidden"> the choice for {named.observable.value}</span>
        </button>
      ) : null}
    </p>
  );
}
