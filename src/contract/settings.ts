import type { FieldKind } from './vocabulary';

/** How a field or issue type is named: by id where an admin chose it, by name in the defaults. */
export type Reference = { readonly id: string } | { readonly name: string };

export interface FactSetting {
  readonly label: string;
  /** Axonius field behind the fact, e.g. `specific_data.data.owner`. */
  readonly axoniusField: string;
  /** Says something about a person; off by default. */
  readonly personal: boolean;
  readonly shown: boolean;
}

/** What an admin decides about a site. Credentials are not part of it: they live in secret storage and never come back. */
export interface Settings {
  readonly v: 1;
  /** Counts saves; a save names the revision that it was based on. */
  readonly revision: number;
  /** Origin of the tenant, e.g. `https://acme.on.axonius.com`; null until an admin connects. */
  readonly address: string | null;
  readonly alerts: {
    /** Project ids; empty means every project that the app may see. */
    readonly projects: readonly string[];
    /** An admin said that every project is meant; left out, nobody has chosen yet. */
    readonly everyProject?: boolean | undefined;
    readonly issueTypes: readonly Reference[];
    readonly sourceFields: readonly { readonly field: Reference; readonly kind: FieldKind }[];
    readonly targetField: Reference;
    /** Field with the alert's own time; null means the issue's creation. */
    readonly timeField: Reference | null;
    /** Off: nothing runs but what a person starts. */
    readonly automatic: boolean;
    /** What an automatic run does with a target field in which a person wrote. */
    readonly filledField: 'leave' | 'append';
  };
  readonly output: {
    readonly facts: readonly FactSetting[];
    /** A match not seen within this many days before the alert is `stale`. */
    readonly freshnessDays: number;
  };
  readonly naming: {
    /** Domain suffixes of the organisation, lower case. */
    readonly suffixes: readonly string[];
    /** Windows (NetBIOS) domain, upper case, to suffix: `{ CORP: 'corp.example.com' }`. */
    readonly windowsDomains: Readonly<Record<string, string>>;
    /** Names that name no single machine, lower case; added to the built-in list. */
    readonly namesOfNoMachine: readonly string[];
    /** Addresses shared by many machines. */
    readonly sharedAddresses: readonly string[];
  };
  readonly advanced: {
    readonly cacheMinutes: number;
    /** For answers that found nothing. */
    readonly negativeCacheMinutes: number;
    /** Alerts that may ask Axonius at the same time. */
    readonly concurrency: number;
    readonly backfillConcurrency: number;
  };
}
