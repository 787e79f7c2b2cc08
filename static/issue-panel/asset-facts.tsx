import type { ReactNode } from 'react';
import { describeAdapter } from '../../src/contract/adapters';
import type { RecordedAsset } from '../../src/contract/record';
import { CopyButton } from '../shared/copy-button';
import { FoldedList } from '../shared/fold';
import { Moment } from '../shared/moment';
import { againstAlert, writeUtc } from '../shared/time';
import { portsOf, type Port } from './read-record';

/** One line of a definition list. */
export function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function LastSeen({
  asset: { lastSeen },
  alertTime,
  isStale,
}: {
  readonly asset: RecordedAsset;
  readonly alertTime: string;
  readonly isStale: boolean;
}): ReactNode {
  if (lastSeen === null) return <span>not known</span>;
  const against = againstAlert(lastSeen, alertTime);
  return (
    <Moment iso={lastSeen}>
      {against === null ? null : <span className={isStale ? 'is-stale' : undefined}>{against}</span>}
      <span className="subtle">{against === null ? writeUtc(lastSeen) : ` · ${writeUtc(lastSeen)}`}</span>
    </Moment>
  );
}

const PORTS_SHOWN = 4;

/** Addresses by interface, each with its MAC and what is known about it. */
export function Addresses({ asset }: { readonly asset: RecordedAsset }): ReactNode {
  const ports = portsOf(asset);
  if (ports.length === 0) return <span className="subtle">none known</span>;
  return (
    <>
      <FoldedList
        entries={ports}
        shown={PORTS_SHOWN}
        noun={
          ports.slice(PORTS_SHOWN).every(port => port.addresses.length > 0) ? 'interfaces' : 'interfaces and addresses'
        }
        className="ports"
        render={port => <PortLine port={port} />}
      />
      {asset.omitted === undefined ? null : (
        <p className="subtle small">{asset.omitted} entries are in Axonius only.</p>
      )}
    </>
  );
}

function PortLine({ port }: { readonly port: Port }): ReactNode {
  return (
    <div className="port">
      {port.addresses.map(address => (
        <Copyable key={address} text={address} label={`Copy address ${address}`} />
      ))}
      {port.mac === null ? null : <Copyable text={port.mac} label={`Copy MAC ${port.mac}`} isSubtle />}
      {port.label === null ? null : <span className="subtle small port-label">{port.label}</span>}
    </div>
  );
}

function Copyable({
  text,
  label,
  isSubtle = false,
}: {
  readonly text: string;
  readonly label: string;
  readonly isSubtle?: boolean;
}) {
  return (
    <span className="copyable">
      <span className={isSubtle ? 'code subtle' : 'code'}>{text}</span>
      <CopyButton text={text} label={label} />
    </span>
  );
}

const ADAPTERS_SHOWN = 4;

/** Which products report the asset: Axonius' own measure of trust. */
export function Sources({ asset: { adapters, adapterCount } }: { readonly asset: RecordedAsset }): ReactNode {
  const names = adapters.map(id => describeAdapter(id).name);
  const count = Math.max(adapterCount ?? 0, names.length);
  if (count === 0) return null;
  const shown = names.slice(0, ADAPTERS_SHOWN).join(', ');
  const more = count - Math.min(names.length, ADAPTERS_SHOWN);
  return (
    <Fact label="Reported by">
      {shown}
      {more === 0 ? '' : shown === '' ? `${more} sources` : ` and ${more} more`}
      {count === 1 ? <span className="subtle"> · one source only</span> : null}
    </Fact>
  );
}
