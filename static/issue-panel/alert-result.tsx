import type { ReactNode } from 'react';
import type { ChoiceInput, PanelView } from '../../src/contract/panel';
import type { AlertRecord } from '../../src/contract/record';
import { AssetCard } from './asset-card';
import { Candidates } from './candidates';
import type { Choosing } from './choosing';
import { Changes, Details } from './details';
import { readRecord } from './read-record';
import { Unresolved } from './unresolved';
import { usePeople } from './use-people';
import { peopleIn } from './people';
import type { Press } from './state';
import { meaningOf } from './words';

interface Props {
  readonly record: AlertRecord;
  readonly view: PanelView;
  readonly isBusy: boolean;
  readonly pressed: Press | null;
  readonly onChoose: (input: ChoiceInput) => void;
}

/** The stored record: what is open first, then what is known, then how it came about. */
export function AlertResult({ record, view, isBusy, pressed, onChoose }: Props): ReactNode {
  const { questions, cards, unresolved, changes } = readRecord(record, view.keys);
  const isAllowed = view.editing !== 'denied' && view.isConfigured && view.isAlert;
  const people = usePeople(peopleIn(record, view.viewer));
  const nameOf = (accountId: string) => people.get(accountId) ?? null;
  const choosing: Choosing = { viewer: view.viewer, nameOf, isAllowed, isBusy, pressed, onChoose };
  const meaning = meaningOf(record, view.emptyFields);
  return (
    <>
      {meaning === null ? null : <p className="meaning">{meaning}</p>}
      <Changes changes={changes} runs={record.runs} />
      {questions.map(question => (
        <Candidates
          key={question.observable.value}
          question={question}
          alertTime={record.alertTime}
          choosing={choosing}
        />
      ))}
      {cards.map(card => (
        <AssetCard
          key={card.asset.id}
          card={card}
          alertTime={record.alertTime}
          isAlone={record.observables.length === 1}
          choosing={choosing}
        />
      ))}
      {unresolved.length === 0 || record.outcome === 'failed' ? null : (
        <Unresolved named={unresolved} choosing={choosing} />
      )}
      <Details record={record} viewer={view.viewer} nameOf={nameOf} />
    </>
  );
}
