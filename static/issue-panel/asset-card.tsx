import { useId, type ReactNode } from 'react';
import { CopyButton } from '../shared/copy-button';
import { Fold, FoldedList } from '../shared/fold';
import { Moment } from '../shared/moment';
import { OutcomeLozenge } from '../shared/outcome-lozenge';
import { OutsideLink } from '../shared/outside-link';
import { againstAlert, writeUtc } from '../shared/time';
import type { Choosing } from './choosing';
import { Addresses, Fact, LastSeen, Sources } from './asset-facts';
import { ChoiceButton } from './choice-button';
import { ChoiceNote } from './choice-note';
import { NotUsedList } from './not-used-list';
import type { Card, Named } from './read-record';
import { surenessOfOne } from './words';

interface Props {
  readonly card: Card;
  readonly alertTime: string;
  /** The alert has one observable: the head says already how sure it is. */
  readonly isAlone: boolean;
  readonly choosing: Choosing;
}

/** An asset that the alert is about. */
export function AssetCard({ card: { asset, named }, alertTime, isAlone, choosing }: Props): ReactNode {
  const id = useId();
  const [name = asset.id, ...otherNames] = asset.names;
  const isStale = named.some(({ observable }) => observable.outcome === 'stale');
  const others = named.flatMap(({ observable }) => observable.others);
  const keys = named.flatMap(({ key }) => key ?? []);
  return (
    <article className="card" aria-labelledby={id}>
      <div className="card-head">
        <h2 id={id} className="card-title">
          <span>{name}</span>
        </h2>
        <CopyButton text={name} label={`Copy name ${name}`} />
        <span className="card-link">
          <OutsideLink href={asset.link}>Open in Axonius</OutsideLink>
        </span>
      </div>
      {asset.os === undefined ? null : <p className="card-sub">{asset.os}</p>}
      <dl className="facts">
        <Fact label="Last seen">
          <LastSeen asset={asset} alertTime={alertTime} isStale={isStale} />
        </Fact>
        <Fact label="Why">
          {named.map(one => (
            <Reason key={one.observable.value + one.observable.field} named={one} isAlone={isAlone} />
          ))}
        </Fact>
        <Fact label="Addresses">
          <Addresses asset={asset} />
        </Fact>
        {(asset.facts ?? []).map(fact => (
          <Fact key={fact.label} label={fact.label}>
            {fact.value}
          </Fact>
        ))}
        {otherNames.length === 0 ? null : (
          <Fact label="Also named">
            <FoldedList
              entries={otherNames}
              shown={2}
              noun="names"
              render={other => <span className="wrap">{other}</span>}
            />
          </Fact>
        )}
        <Sources asset={asset} />
        {asset.firstSeen === undefined ? null : (
          <Fact label="First seen">
            <Moment iso={asset.firstSeen}>
              {againstAlert(asset.firstSeen, alertTime)} <span className="subtle">· {writeUtc(asset.firstSeen)}</span>
            </Moment>
          </Fact>
        )}
      </dl>
      {named.map(one => (
        <ChoiceNote key={one.key ?? one.observable.value} named={one} choosing={choosing} />
      ))}
      {others.length > 0 || (choosing.isAllowed && keys.length > 0) ? (
        <div className="card-foot">
          <div className="card-foot-start">
            {others.length === 0 ? null : (
              <Fold title={others.length === 1 ? 'One asset not used' : `${others.length} assets not used`}>
                <NotUsedList others={others} />
              </Fold>
            )}
          </div>
          {choosing.isAllowed && keys.length > 0 ? (
            <ChoiceButton
              choosing={choosing}
              input={{ kind: 'not-this', observables: keys, assetId: asset.id }}
              label={`Not this machine: ${name}`}
              isSubtle
            >
              Not this machine
            </ChoiceButton>
          ) : null}
        </div>
      ) : null}
    </article>
  );
}

function Reason({ named: { observable }, isAlone }: { readonly named: Named; readonly isAlone: boolean }): ReactNode {
  const { value, because, confidence, outcome } = observable;
  const sureness = surenessOfOne(observable);
  return (
    <div className="reason">
      {because}
      <span className="subtle">
        {' · '}the alert says <span className="wrap">{value}</span>
        {isAlone || sureness === null ? '' : ` · ${sureness}`}
      </span>
      {!isAlone && outcome === 'stale' ? (
        <>
          {' '}
          <OutcomeLozenge outcome={outcome} confidence={confidence} />
        </>
      ) : null}
    </div>
  );
}
