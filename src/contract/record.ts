import type {
  Confidence,
  FINDING_STATES,
  MatchRule,
  NotWritten,
  ObservableKind,
  ObservableOutcome,
  Outcome,
  RunTrigger,
} from './vocabulary';

/**
 * The record: issue property `axonius-asset-intelligence`. It is read by JQL (aliases in the manifest), by the screens and by people's own
 * scripts, so its keys are a contract. At most 30,000 characters as JSON; times are ISO 8601 in UTC.
 */
export interface RecordedAsset {
  readonly id: string;
  /** Id of the inventory that told of it; a former version wrote none. */
  readonly inventory?: string;
  readonly names: readonly string[];
  readonly lastSeen: string | null;
  readonly addresses: readonly string[];
  readonly macs: readonly string[];
  readonly adapters: readonly string[];
  readonly link: string;
  readonly os?: string;
  /** How many adapters report the asset: Axonius' own measure of trust. */
  readonly adapterCount?: number;
  readonly firstSeen?: string;
  readonly interfaces?: readonly {
    readonly name?: string;
    readonly mac?: string;
    readonly addresses: readonly string[];
    readonly manufacturer?: string;
  }[];
  /** What else is known; a former version wrote no keys. */
  readonly facts?: readonly {
    readonly key?: string;
    readonly label: string;
    readonly value: string;
    readonly personal?: true;
  }[];
  /** Entries left out so that the record keeps its size limit. */
  readonly omitted?: number;
}

export interface RecordedObservable {
  readonly kind: ObservableKind;
  readonly value: string;
  readonly field: string;
  readonly outcome: ObservableOutcome;
  readonly confidence: Confidence | null;
  readonly rule: MatchRule | null;
  readonly because: string;
  readonly assetIds: readonly string[];
  readonly others: readonly { readonly id: string; readonly name: string; readonly because: string }[];
  readonly tried: readonly string[];
  /** An address or MAC that leads to another machine than the alert's names do. */
  readonly otherMachine?: true;
}

/** An analyst's decision: this asset is the one (`assetId`), or these are not (`notAssetIds`). */
export interface RecordedChoice {
  readonly assetId: string | null;
  readonly notAssetIds?: readonly string[];
  readonly by: string;
  readonly at: string;
  /** Set when a later run could not honour it: why. */
  readonly dropped?: string;
}

export interface RecordedRun {
  readonly at: string;
  readonly trigger: RunTrigger;
  readonly outcome: Outcome;
  readonly changes: readonly string[];
}

/** What one context source said about one machine or indicator. */
export interface RecordedFinding {
  /** Id of the source. */
  readonly source: string;
  /** Name of the machine or the indicator that it is about. */
  readonly about: string;
  /** `pending`: it has not answered yet, and a later run asks again. */
  readonly state: (typeof FINDING_STATES)[number];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** Page of the source's own origin, or null. */
  readonly link: string | null;
  /** When the source said so; null where it said nothing. */
  readonly asOf: string | null;
  /** Why it is as it is, for people: the reason of a failure, or of not asking; null where nothing needs a word. */
  readonly because: string | null;
}

export interface AlertRecord {
  readonly v: 1;
  /** Id of the issue that the record is about: what comes along with a clone is another issue's. */
  readonly issueId: string;
  readonly outcome: Outcome;
  readonly confidence: Confidence | null;
  readonly assetCount: number;
  /** Observables that are neither matched nor stale. */
  readonly unresolved: number;
  readonly written: boolean;
  readonly notWritten: NotWritten | null;
  readonly primary: { readonly assetId: string; readonly host: string; readonly lastSeen: string | null } | null;
  readonly assets: readonly RecordedAsset[];
  readonly observables: readonly RecordedObservable[];
  readonly rejected: readonly { readonly value: string; readonly reason: string }[];
  /** Exact spellings alone were asked, because the tenant needed too long for the rest: the app asks again. */
  readonly provisional?: true;
  /** Ids of the inventories that did not answer: the rest was judged without them. */
  readonly partial?: readonly string[];
  /** What context sources said; at most 6,000 characters. */
  readonly findings?: readonly RecordedFinding[];
  /** When the alert needs another look, in minutes since 1970; left out where it needs none. */
  readonly due?: number;
  readonly failure: { readonly kind: string; readonly sentence: string; readonly nextTry: string | null } | null;
  readonly trigger: RunTrigger;
  /** Account id of the person who pressed Enrich. */
  readonly requestedBy: string | null;
  readonly alertTime: string;
  readonly startedAt: string;
  readonly enrichedAt: string;
  /** Seconds from the alert's creation to the written context. */
  readonly contextSeconds: number | null;
  /** Questions asked of Axonius in this run. */
  readonly questions: number;
  /** When the answer left Axonius, if it came from the cache. */
  readonly answeredAt?: string;
  /** sha256 of the observables and rejected values that the run read: the same input needs no second run. */
  readonly input: string;
  /** What the record says without *as of*, as `<algorithm>:<sha256>`: the same, no write. */
  readonly fingerprint: string;
  /** sha256 of the visible text and links of the block as written. */
  readonly block: string | null;
  readonly choices: Readonly<Record<string, RecordedChoice>>;
  readonly runs: readonly RecordedRun[];
  /** Sentences that a reader must know: conflicts, limits, over-correlation, skipped questions. */
  readonly notes: readonly string[];
}
