import type { ChoiceInput, PanelView, RunAnswer, RunStep } from '../../src/contract/panel';
import type { Problem, Reply } from '../../src/contract/reply';
import { OUTCOME_NAMES } from '../../src/contract/outcome-words';
import { consentNeeded } from './words';

/** The button that a person pressed: it shows the spinner and keeps the focus. */
export type Press = { readonly kind: 'enrich' } | ChoiceInput;

/**
 * What this panel does right now. `following`: a run that it did not start (nothing was pressed here), or that goes on in the
 * queue.
 */
export type Activity =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly pressed: Press; readonly step: RunStep | null }
  | { readonly kind: 'following'; readonly pressed: Press | null; readonly step: RunStep };

export type PanelState =
  | { readonly kind: 'loading' }
  /** Not even the stored record could be read. */
  | { readonly kind: 'unreadable'; readonly problem: Problem }
  | {
      readonly kind: 'ready';
      readonly view: PanelView;
      readonly activity: Activity;
      /** What the last request ended in, until the next one. */
      readonly problem: Problem | null;
      /** For screen readers: what just happened. */
      readonly announcement: string;
      /** Looks since something last changed; the panel looks ever more seldom. */
      readonly looks: number;
    };

export type PanelEvent =
  | { readonly kind: 'loaded'; readonly reply: Reply<PanelView> }
  | { readonly kind: 'started'; readonly pressed: Press }
  | { readonly kind: 'stepped'; readonly step: RunStep | null }
  | { readonly kind: 'ended'; readonly reply: Reply<RunAnswer> }
  /** The issue changed, or somebody came back to the panel: what it shows is looked at more often again. */
  | { readonly kind: 'stirred' };

export const initialState: PanelState = { kind: 'loading' };

/** The panel's whole logic of states; effects only make calls and hand their answers in here. */
export function reduce(state: PanelState, event: PanelEvent): PanelState {
  switch (event.kind) {
    case 'loaded':
      return load(state, event.reply);
    case 'started':
      if (state.kind !== 'ready' || state.activity.kind === 'running') return state;
      return {
        ...state,
        activity: { kind: 'running', pressed: event.pressed, step: null },
        problem: null,
        announcement: '',
        looks: 0,
      };
    case 'stepped':
      return step(state, event.step);
    case 'ended':
      return end(state, event.reply);
    case 'stirred':
      return state.kind === 'ready' ? { ...state, looks: 0 } : state;
  }
}

function load(state: PanelState, reply: Reply<PanelView>): PanelState {
  if (!reply.ok) {
    // A look that fails takes nothing away that is on the screen.
    return state.kind === 'ready'
      ? { ...state, looks: state.looks + 1 }
      : { kind: 'unreadable', problem: reply.problem };
  }
  if (state.kind !== 'ready') return ready(reply.value, null, '');
  if (state.activity.kind === 'running') return state;
  const isNew = state.view.record?.enrichedAt !== reply.value.record?.enrichedAt;
  const next = ready(reply.value, isNew ? null : state.problem, isNew ? announce(reply.value) : state.announcement);
  if (isNew) return next;
  const { activity } = state;
  const isSameRun = activity.kind === 'following' && next.activity.kind === 'following';
  return {
    ...next,
    activity: isSameRun ? { ...next.activity, pressed: activity.pressed } : next.activity,
    looks: state.looks + 1,
  };
}

function step(state: PanelState, newest: RunStep | null): PanelState {
  if (state.kind !== 'ready') return state;
  const { activity } = state;
  if (activity.kind === 'idle') return state;
  const isSame = activity.step === newest;
  const looks = isSame ? state.looks + 1 : 0;
  // While the own call is under way its answer tells the end; a step that isn't stored yet says nothing.
  if (activity.kind === 'running') return { ...state, activity: { ...activity, step: newest ?? activity.step }, looks };
  if (newest === null) return { ...state, activity: { kind: 'idle' }, looks: 0 };
  return { ...state, activity: { ...activity, step: newest }, looks };
}

function end(state: PanelState, reply: Reply<RunAnswer>): PanelState {
  if (state.kind !== 'ready') return state;
  if (!reply.ok) {
    // Without the person's consent the platform ends the call before the app can answer it.
    const isRefused = reply.problem.kind === 'unreachable' && state.view.editing === 'ask';
    return { ...state, activity: { kind: 'idle' }, problem: isRefused ? consentNeeded : reply.problem, looks: 0 };
  }
  const { value } = reply;
  switch (value.kind) {
    case 'done':
      return ready(value.view, null, announce(value.view));
    case 'queued':
      return {
        ...ready(value.view, null, 'Axonius needs longer. The run goes on in the background.'),
        activity: {
          kind: 'following',
          pressed: state.activity.kind === 'idle' ? null : state.activity.pressed,
          step: value.view.step ?? 'queued',
        },
      };
    case 'failed':
      return ready(value.view, value.problem, '');
  }
}

function ready(view: PanelView, problem: Problem | null, announcement: string): Extract<PanelState, { kind: 'ready' }> {
  const activity: Activity =
    view.step === null ? { kind: 'idle' } : { kind: 'following', pressed: null, step: view.step };
  return { kind: 'ready', view, activity, problem, announcement, looks: 0 };
}

function announce({ record }: PanelView): string {
  if (record === null) return '';
  const name = record.primary?.host;
  return `Done: ${OUTCOME_NAMES[record.outcome].toLowerCase()}${name === undefined ? '' : `, ${name}`}.`;
}

/** The button whose run is under way, or null. */
export function pressedIn(activity: Activity): Press | null {
  return activity.kind === 'idle' ? null : activity.pressed;
}

/** Identity of a button: the same decision about the same observables. */
export function pressKey(press: Press): string {
  switch (press.kind) {
    case 'enrich':
      return press.kind;
    case 'not-this':
      return [press.kind, press.assetId, ...press.observables].join(' ');
    case 'this-one':
      return [press.kind, press.assetId, press.observable].join(' ');
    case 'undo':
      return [press.kind, press.observable].join(' ');
  }
}
