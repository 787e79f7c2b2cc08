import type { Reply } from './reply';

/** `waiting`: nobody can know it yet. `warn`: it works, otherwise than the app prefers. */
export type LineState = 'ok' | 'warn' | 'fail' | 'waiting';

export type SiteLineName = 'storage' | 'egress' | 'question' | 'rights' | 'field' | 'renderer' | 'indexed';
export type WatchLineName = 'event' | 'queued' | 'asked' | 'written' | 'read-back' | 'found' | 'panel';

/** One thing that only this site can answer. */
export interface CheckLine {
  readonly name: SiteLineName | WatchLineName;
  readonly title: string;
  readonly state: LineState;
  /** What is so, or what is wrong. */
  readonly sentence: string;
  /** What the app does about it by itself; null where there is nothing to do about. */
  readonly app: string | null;
  /** What a person does about it; null where nobody has to do anything. */
  readonly todo: string | null;
  /** A place in this site where it is done; a path. */
  readonly link: { readonly label: string; readonly path: string } | null;
  /** When it happened, ISO 8601. */
  readonly at: string | null;
  /** Milliseconds from the alert's creation until it happened. */
  readonly afterMs: number | null;
}

export interface CheckView {
  readonly site: {
    readonly isRunning: boolean;
    /** When the checks were last started, ISO 8601. */
    readonly startedAt: string | null;
    readonly lines: readonly CheckLine[];
  };
  readonly watch: {
    /** `waiting`: for an alert. `following`: it is there, and its steps come in. */
    readonly state: 'idle' | 'waiting' | 'following' | 'ended';
    readonly startedAt: string | null;
    /** Key of the watched alert. */
    readonly alert: string | null;
    /** Where an alert is created; a path. Null where no project of alerts is known. */
    readonly createPath: string | null;
    readonly lines: readonly CheckLine[];
  };
  /** What may be sent to whoever supports the app: versions, kinds, durations and counts, and nothing else. */
  readonly support: string;
}

/** Calls of the tab *Check*. */
export type CheckDefinitions = {
  loadCheck: () => Reply<CheckView>;
  /** Starts the checks of the site anew. */
  startCheck: () => Reply<CheckView>;
  /** Watches the next alert that the calling person creates. */
  startWatch: () => Reply<CheckView>;
  stopWatch: () => Reply<CheckView>;
};
