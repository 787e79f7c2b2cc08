import { useCallback, useEffect, useRef, useState } from 'react';

export interface Resource<T> {
  readonly value: T | undefined;
  readonly error: Error | undefined;
  /** Loads again; the old value stays until the new one is there. */
  readonly reload: () => void;
}

/**
 * Loads a value and keeps it. `key` names what is loaded: another key starts afresh. Answers that arrive out of order are
 * dropped, so the newest request wins.
 */
export function useResource<T>(key: string, load: () => Promise<T>): Resource<T> {
  const [state, setState] = useState<{ key: string; value?: T; error?: Error }>({ key });
  const newest = useRef(0);
  const loader = useRef(load);
  loader.current = load;

  const reload = useCallback((): void => {
    newest.current += 1;
    const request = newest.current;
    loader.current().then(
      value => {
        if (request === newest.current) setState({ key, value });
      },
      (reason: unknown) => {
        if (request !== newest.current) return;
        const error = reason instanceof Error ? reason : new Error(String(reason));
        setState({ key, error });
      },
    );
  }, [key]);

  useEffect(() => {
    reload();
    return () => {
      newest.current += 1;
    };
  }, [reload]);

  return state.key === key
    ? { value: state.value, error: state.error, reload }
    : { value: undefined, error: undefined, reload };
}
