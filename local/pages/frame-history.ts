import { isRecord } from './bridge-messages';

interface HistoryLocation {
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
  readonly state: unknown;
  readonly key: string;
}

type Action = 'POP' | 'PUSH' | 'REPLACE';
type Listener = (location: HistoryLocation, action: Action) => void;

export interface HistoryState {
  readonly pathname: string;
  readonly search: string;
}

export function isHistoryState(value: unknown): value is HistoryState {
  return isRecord(value) && typeof value['pathname'] === 'string' && typeof value['search'] === 'string';
}

function locationOf(path: string, state: unknown): HistoryLocation {
  const url = new URL(path, 'https://app.example');
  return {
    pathname: url.pathname,
    search: url.search,
    hash: url.hash,
    state,
    key: Math.random().toString(36).slice(2, 8),
  };
}

/** A history in the manner of the `history` package (version 4), which `view.createHistory()` promises; the host keeps the address bar in step. */
export function createFrameHistory(
  start: HistoryState,
  callHost: (command: string, data: unknown) => Promise<unknown>,
): Record<string, unknown> {
  const listeners = new Set<Listener>();
  const toPath = (to: unknown): string => {
    if (typeof to === 'string') return to;
    if (!isRecord(to)) return '/';
    const parts = [to['pathname'], to['search'], to['hash']];
    return parts.filter(part => typeof part === 'string').join('');
  };
  const move = (action: Action, location: HistoryLocation): void => {
    history['location'] = location;
    history['action'] = action;
    for (const listener of [...listeners]) listener(location, action);
  };
  const go = (action: 'PUSH' | 'REPLACE') => (to: unknown, state?: unknown) => {
    const path = toPath(to);
    move(action, locationOf(path, state));
    void callHost('history', { action, path });
  };
  const history: Record<string, unknown> = {
    length: 1,
    action: 'POP',
    location: locationOf(start.pathname + start.search, undefined),
    createHref: toPath,
    push: go('PUSH'),
    replace: go('REPLACE'),
    go: (delta: number) => void callHost('history', { delta }),
    goBack: () => void callHost('history', { delta: -1 }),
    goForward: () => void callHost('history', { delta: 1 }),
    listen: (listener: Listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  void callHost('onHistory', {
    listener: (state: unknown) => {
      if (isHistoryState(state)) move('POP', locationOf(state.pathname + state.search, undefined));
    },
  });
  return history;
}
