import type { Outcome } from './vocabulary';

/** Rough counts of one day (UTC) by the outcome that its alerts have now. */
export interface HealthDay {
  /** `2026-11-24` */
  readonly day: string;
  readonly counts: Readonly<Record<Outcome, number>>;
  /** Alerts created on that day without a record. */
  readonly without: number;
}

export interface FailureCause {
  readonly kind: string;
  readonly sentence: string;
  readonly nextStep: string;
  readonly alerts: number;
  /** Keys of some of these alerts. */
  readonly examples: readonly string[];
}

/** What the newest alerts say. */
export interface NewestAlerts {
  /** Alerts that were read: at most 500. */
  readonly read: number;
  readonly withRecord: number;
  /** Seconds from creation to context; null where no record says it. */
  readonly medianSeconds: number | null;
  readonly percentile95Seconds: number | null;
  readonly notThisMachine: { readonly marked: number; readonly of: number };
  readonly failures: readonly FailureCause[];
  /** Names that Axonius doesn't have, most often first. */
  readonly notFound: readonly { readonly name: string; readonly alerts: number }[];
  /** When Axonius last answered a question, ISO 8601. */
  readonly lastAnswer: string | null;
}

export interface HealthView {
  /** Oldest first. */
  readonly days: readonly HealthDay[];
  readonly newest: NewestAlerts;
  /** Alerts that the app was told of and may not see; `key` where the admin may see it. */
  readonly hidden: readonly { readonly id: string; readonly key: string | null }[];
  readonly hasMoreHidden: boolean;
  /** Until when no question is asked, ISO 8601. */
  readonly pausedUntil: string | null;
  readonly isConnected: boolean;
  readonly isAutomatic: boolean;
}
