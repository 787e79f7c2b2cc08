import { useId, type ReactNode } from 'react';
import type { RecordedAsset } from '../../src/contract/record';
import { CopyButton } from '../shared/copy-button';
import { Fold, FoldedList } from '../shared/fold';
import { OutsideLink } from '../shared/outside-link';
import type { Choosing } from './choosing';
import { Addresses, Fact, LastSeen, Sources } from './asset-facts';
import { ChoiceButton } from './choice-button';
import { ChoiceNote } from './choice-note';
import { NotUsedList } from './not-used-list';
import type { Question } from './read-record';

interface Props {
  readonly question: Question;
  readonly alertTime: string;
  readonly choosing: Choosing;
}

const SHOWN = 5;

/** A value that several assets fit, and the ways to decide. */
export function Candidates({ question, alertTime, choosing }: Props): ReactNode {
  const id = useId();
  const { observable, candidates, key } = question;
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id} className="card-title" data-press={`about ${key ?? ''}`} tabIndex={-1}>
        <span>Which machine is {observable.value}?</span>
      </h2>
      <p className="card-sub">{observable.because}</p>
      <ChoiceNote named={question} choosing={choosing} />
      <FoldedList
        entries={candidates}
        shown={SHOWN}
        noun="candidates"
        className="candidates"
        render={asset => <Candidate asset={asset} alertTime={alertTime} choosing={choosing} observable={key} />}
      />
      {observable.others.length === 0 ? null : (
        <Fold
          title={observable.others.length === 1 ? 'One asset not used' : `${observable.others.length} assets not used`}
        >
          <NotUsedList others={observable.others} />
        </Fold>
      )}
    </section>
  );
}

function Candidate({
  asset,
  alertTime,
  choosing,
  observable,
}: {
  readonly asset: RecordedAsset;
  readonly alertTime: string;
  readonly choosing: Choosing;
  /** Identity of what the candidate fits; null where nothing can be chosen for it. */
  readonly observable: string | null;
}): ReactNode {
  const [name = asset.id] = asset.names;
  return (
    <div className="candidate">
      <div className="candidate-head">
        <h3 className="candidate-name">
          <span>{name}</span>
        </h3>
        <CopyButton text={name} label={`Copy name ${name}`} />
        {asset.os === undefined ? null : <span className="subtle">{asset.os}</span>}
        {choosing.isAllowed && observable !== null ? (
          <span className="candidate-action">
            <ChoiceButton
              choosing={choosing}
              input={{ kind: 'this-one', observable, assetId: asset.id }}
              label={`This one: ${name}`}
            >
              This one
            </ChoiceButton>
          </span>
        ) : null}
      </div>
      <dl className="facts">
        <Fact label="Last seen">
          <LastSeen asset={asset} alertTime={alertTime} isStale={false} />
        </Fact>
        <Fact label="Addresses">
          <Addresses asset={asset} />
        </Fact>
        {(asset.facts ?? []).map(fact => (
          <Fact key={fact.label} label={fact.label}>
            {fact.value}
          </Fact>
        ))}
        <Sources asset={asset} />
      </dl>
      <OutsideLink href={asset.link}>Open in Axonius</OutsideLink>
    </div>
  );
}
