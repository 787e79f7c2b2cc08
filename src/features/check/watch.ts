import type { NotWritten, Outcome, RunTrigger } from '../../contract/vocabulary';
import type { FailureKind } from '../../domain/pacing/failure';

/** A person's wish to watch the next alert that they create; written by the admin page alone. */
export interface Watch {
  readonly id: string;
  /** Account id of the person. */
  readonly by: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Once it is found. `createdAt` is Jira's own time. */
  readonly alert: { readonly issueId: string; readonly createdAt: string } | null;
  readonly isStopped: boolean;
}

/** What the trigger notes of the watched alert's event. */
export interface EventMark {
  readonly watchId: string;
  readonly issueId: string;
  readonly arrivedAt: string;
  /** Null where the queue took nothing; Forge delivers the event again. */
  readonly queuedAt: string | null;
}

/** What one look at the watched alert finds: Jira's own record and times. */
export interface Look {
  readonly watchId: string;
  readonly at: string;
  readonly number: number;
  readonly run: SeenRun | null;
  readonly field: SeenField | null;
  /** Null while there is no result to search for. */
  readonly found: 'found' | 'missing' | 'unknown' | 'failed' | null;
  /** When the search first found it. */
  readonly foundAt: string | null;
}

export interface SeenRun {
  readonly outcome: Outcome;
  readonly trigger: RunTrigger;
  readonly startedAt: string;
  readonly enrichedAt: string;
  readonly questions: number;
  readonly fromCache: boolean;
  readonly written: boolean;
  readonly notWritten: NotWritten | null;
  readonly failure: FailureKind | null;
  readonly isTriedAgain: boolean;
}

/** How Jira gives back what was written. */
export interface SeenField {
  readonly holds: 'document' | 'line' | 'nothing';
  readonly hasTable: boolean;
  readonly localId: 'kept' | 'dropped';
  readonly isSameText: boolean;
  readonly renderer: 'wiki' | 'text' | null;
}

/** When the watched alert's panel was first opened. */
export interface PanelMark {
  readonly watchId: string;
  readonly at: string;
}

/** Where a watch stands. */
export type WatchState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'waiting'; readonly watch: Watch }
  | ({ readonly kind: 'following' } & Followed)
  /** `time`: nothing more is looked for. */
  | ({ readonly kind: 'ended'; readonly because: 'complete' | 'stopped' | 'time' } & Partial<Followed> & {
        readonly watch: Watch;
      });

interface Followed {
  readonly watch: Watch;
  readonly alert: { readonly issueId: string; readonly createdAt: string };
  readonly event: EventMark | null;
  readonly look: Look | null;
  readonly panel: PanelMark | null;
}

export type WatchEvent =
  | { readonly kind: 'started'; readonly watch: Watch }
  | { readonly kind: 'alert-chosen'; readonly alert: Followed['alert'] }
  | { readonly kind: 'event-arrived'; readonly mark: EventMark }
  | { readonly kind: 'looked'; readonly look: Look }
  | { readonly kind: 'panel-shown'; readonly mark: PanelMark }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'time-passed'; readonly now: Date };

/** A watch ends after this: Forge promises events within three minutes, and the sweep comes every five. */
export const WATCHED_FOR_MS = 10 * 60_000;

/** The next state. Marks of another watch, and whatever comes after the end, change nothing. */
export function step(state: WatchState, event: WatchEvent): WatchState {
  if (event.kind === 'started') return { kind: 'waiting', watch: event.watch };
  if (state.kind === 'idle' || (state.kind === 'ended' && event.kind !== 'panel-shown')) return state;
  switch (event.kind) {
    case 'alert-chosen':
      return state.kind === 'waiting'
        ? { kind: 'following', watch: state.watch, alert: event.alert, event: null, look: null, panel: null }
        : state;
    case 'event-arrived':
      return state.kind === 'following' && isOf(state.watch, event.mark) && event.mark.issueId === state.alert.issueId
        ? { ...state, event: event.mark }
        : state;
    case 'looked':
      return state.kind === 'following' && isOf(state.watch, event.look) ? { ...state, look: event.look } : state;
    case 'panel-shown':
      return state.kind !== 'waiting' && isOf(state.watch, event.mark) ? { ...state, panel: event.mark } : state;
    case 'stopped':
      return { ...state, kind: 'ended', because: 'stopped' };
    case 'time-passed':
      return pass(state, event.now);
  }
}

function pass(state: Exclude<WatchState, { kind: 'idle' }>, now: Date): WatchState {
  if (state.kind === 'following' && state.panel !== null && isComplete(state.look)) {
    return { ...state, kind: 'ended', because: 'complete' };
  }
  const isOver = now.getTime() - Date.parse(state.watch.startedAt) > WATCHED_FOR_MS;
  return isOver ? { ...state, kind: 'ended', because: 'time' } : state;
}

/** Whether a look has nothing left to find. */
export function isComplete(look: Look | null): boolean {
  return look?.run != null && !look.run.isTriedAgain && look.found === 'found';
}

function isOf(watch: Watch, mark: { readonly watchId: string }): boolean {
  return mark.watchId === watch.id;
}

/** The parts of a watch as they are kept, each by the one who writes it. */
export interface StoredWatch {
  readonly watch: Watch | null;
  readonly event: EventMark | null;
  readonly look: Look | null;
  readonly panel: PanelMark | null;
}

/** Where the watch stands, from what was kept. */
export function replay({ watch, event, look, panel }: StoredWatch, now: Date): WatchState {
  if (watch === null) return { kind: 'idle' };
  const events: readonly WatchEvent[] = [
    { kind: 'started', watch },
    ...(watch.alert === null ? [] : [{ kind: 'alert-chosen', alert: watch.alert } as const]),
    ...(event === null ? [] : [{ kind: 'event-arrived', mark: event } as const]),
    ...(look === null ? [] : [{ kind: 'looked', look } as const]),
    ...(watch.isStopped ? [{ kind: 'stopped' } as const] : []),
    ...(panel === null ? [] : [{ kind: 'panel-shown', mark: panel } as const]),
    { kind: 'time-passed', now },
  ];
  return events.reduce<WatchState>(step, { kind: 'idle' });
}
