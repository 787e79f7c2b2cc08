import type { ReactNode } from 'react';
import { Moment } from '../shared/moment';
import { writeUtc } from '../shared/time';
import Spinner from '@atlaskit/spinner/spinner';
import type { Choosing } from './choosing';
import type { Named } from './read-record';
import { pressKey } from './state';
import { choiceWords, personInWords } from './words';

/** Who decided what about a value, and the way back. */
export function ChoiceNote({ named, choosing }: { readonly named: Named; readonly choosing: Choosing }): ReactNode {
  const { choice, key } = named;
  if (choice === null || key === null) return null;
  const isApplied =
    choice.assetId === null || choice.dropped !== undefined || named.observable.assetIds.includes(choice.assetId);
  const who = personInWords(choice.by, choosing.viewer, choosing.nameOf(choice.by));
  const undo = { kind: 'undo', observable: key } as const;
  const isPressed = choosing.pressed !== null && pressKey(choosing.pressed) === pressKey(undo);
  return (
    <p className="choice-note">
      {isApplied ? choiceWords(choice, who) : 'The choice is saved; the next run applies it'}
      {', '}
      <Moment iso={choice.at}>{writeUtc(choice.at)}</Moment>
      {choosing.isAllowed ? (
        <span data-press={pressKey(undo)}>
          <button
            type="button"
            className="text-button"
            // A button that is disabled while it has the focus would lose it.
            aria-disabled={isPressed}
            disabled={choosing.isBusy && !isPressed}
            onClick={() => {
              if (!choosing.isBusy) choosing.onChoose(undo);
            }}
          >
            {isPressed ? <Spinner size="xsmall" label="" /> : null}
            Undo<span className="visually-hidden"> the choice for {named.observable.value}</span>
          </button>
        </span>
      ) : null}
    </p>
  );
}
