import { useCallback, useEffect, useReducer, useRef } from 'react';
import type { ChoiceInput, PanelDefinitions, PanelView, RunAnswer } from '../../src/contract/panel';
import type { Reply } from '../../src/contract/reply';
import { makeCall } from '../shared/call';
import { onIssueChange, refreshHost } from '../shared/host';
import { planLook } from './follow';
import { initialState, reduce, type PanelState, type Press } from './state';

const call = makeCall<PanelDefinitions>();

/** Starts to read what the panel shows; called before anything is painted. */
export function startLoading(): Promise<Reply<PanelView>> {
  return call('load');
}

export interface PanelActions {
  enrich(): void;
  choose(input: ChoiceInput): void;
  /** Reads the stored record again. */
  reload(): void;
}

/** The panel's state, and what a person can do with it. */
export function usePanel(first: Promise<Reply<PanelView>>): {
  readonly state: PanelState;
  readonly actions: PanelActions;
} {
  const [state, dispatch] = useReducer(reduce, initialState);
  const isBusy = useRef(false);

  const reload = useCallback(() => void call('load').then(reply => dispatch({ kind: 'loaded', reply })), []);
  const run = useCallback(async (pressed: Press, ask: () => Promise<Reply<RunAnswer>>) => {
    // A second click arrives before React has painted the first one.
    if (isBusy.current) return;
    isBusy.current = true;
    dispatch({ kind: 'started', pressed });
    const reply = await ask();
    isBusy.current = false;
    dispatch({ kind: 'ended', reply });
  }, []);

  useEffect(() => {
    let isShown = true;
    void first.then(reply => isShown && dispatch({ kind: 'loaded', reply }));
    return () => {
      isShown = false;
    };
  }, [first]);

  useRefreshedHost(state);
  useStirring(dispatch, reload);
  useLooking(state, dispatch, reload);

  return {
    state,
    actions: {
      enrich: () => void run({ kind: 'enrich' }, () => call('enrich')),
      choose: input => void run(input, () => call('choose', input)),
      reload,
    },
  };
}

/** The issue's fields change with the record: whenever a newer record shows up here, the host's page is shown anew. */
function useRefreshedHost(state: PanelState): void {
  const shown = useRef<string | null | undefined>(undefined);
  const enrichedAt = state.kind === 'ready' ? (state.view.record?.enrichedAt ?? null) : undefined;
  useEffect(() => {
    if (enrichedAt === undefined) return;
    if (shown.current !== undefined && shown.current !== enrichedAt) void refreshHost();
    shown.current = enrichedAt;
  }, [enrichedAt]);
}

/** Changes come in bursts: field, record and history of one write. */
const BURST_MS = 250;

/** Looks at once where the host says that the issue changed, and where somebody comes back to the page. */
function useStirring(dispatch: (event: Parameters<typeof reduce>[1]) => void, reload: () => void): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stir = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        dispatch({ kind: 'stirred' });
        reload();
      }, BURST_MS);
    };
    const onVisible = () => {
      if (!document.hidden) stir();
    };
    const stop = onIssueChange(stir);
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      stop();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [dispatch, reload]);
}

function useLooking(
  state: PanelState,
  dispatch: (event: Parameters<typeof reduce>[1]) => void,
  reload: () => void,
): void {
  const wasFollowing = useRef(false);
  const isFollowing = state.kind === 'ready' && state.activity.kind === 'following';
  useEffect(() => {
    if (wasFollowing.current && !isFollowing && state.kind === 'ready' && state.activity.kind === 'idle') reload();
    wasFollowing.current = isFollowing;
  }, [isFollowing, state, reload]);

  useEffect(() => {
    const look = planLook(state, Date.now());
    if (look === null) return undefined;
    const ask = () => {
      if (look.call === 'load') return reload();
      void call('progress').then(reply => {
        // A look that fails is a look without news.
        const known = state.kind === 'ready' && state.activity.kind !== 'idle' ? state.activity.step : null;
        dispatch({ kind: 'stepped', step: reply.ok ? reply.value.step : known });
      });
    };
    return whenVisible(look.afterMs, ask);
  }, [state, dispatch, reload]);
}

/** Waits, and then until the page is in front of somebody. Returns what ends the waiting. */
function whenVisible(afterMs: number, act: () => void): () => void {
  const onChange = () => {
    if (document.hidden) return;
    document.removeEventListener('visibilitychange', onChange);
    act();
  };
  const timer = setTimeout(() => {
    if (document.hidden) document.addEventListener('visibilitychange', onChange);
    else act();
  }, afterMs);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onChange);
  };
}
