import type { Settings } from '../../contract/settings';
import type { FieldKind } from '../../contract/vocabulary';

interface ObservableBase {
  /** The value as given, cleaned (refanged, unquoted, trimmed); its case is kept. */
  readonly value: string;
  /** Id of the Jira field that it came from. */
  readonly field: string;
}

export interface HostnameObservable extends ObservableBase {
  readonly kind: 'hostname';
  /** First label, lower case. */
  readonly short: string;
  /**
   * Full name in lower case: as given, or from `DOMAIN\NAME` where the settings map the Windows domain to a suffix. Null
   * for a short name.
   */
  readonly full: string | null;
}

export interface AddressObservable extends ObservableBase {
  readonly kind: 'ip';
  /** Canonical text: dotted IPv4, or compressed lower-case IPv6. */
  readonly address: string;
}

export interface MacObservable extends ObservableBase {
  readonly kind: 'mac';
  /** Upper case with colons. */
  readonly mac: string;
}

/** A typed value in the alert that names a machine. */
export type Observable = HostnameObservable | AddressObservable | MacObservable;

/** A value that names no machine, and why: a clause without full stop, e.g. `names no single machine`. */
export interface Rejection {
  readonly value: string;
  readonly reason: string;
}

/** The raw text values of one source field, in the order in which the admin configured the fields. */
export interface FieldValues {
  readonly field: string;
  readonly kind: FieldKind;
  /** As people call the field, where it is known. */
  readonly name?: string | undefined;
  /** One entry per value that Jira keeps apart (labels, options, paragraphs); each may hold several separated values. */
  readonly texts: readonly string[];
}

/** What a site's admins say about names and addresses. */
export type NamingRules = Settings['naming'];

export interface FoundObservables {
  readonly observables: readonly Observable[];
  readonly rejected: readonly Rejection[];
  /** How many values were beyond the limit of 50 and left out. */
  readonly notRead: number;
  /** Names of the source fields where all of them are empty. */
  readonly emptyFields?: readonly string[];
}

/** Identity of an observable within an alert, as used in `choices`: `hostname:web01`, `ip:10.0.0.1`, `mac:00:11:…`. */
export function observableKey(observable: Observable): string {
  switch (observable.kind) {
    case 'hostname':
      return `hostname:${observable.full ?? observable.short}`;
    case 'ip':
      return `ip:${observable.address}`;
    case 'mac':
      return `mac:${observable.mac}`;
  }
}
