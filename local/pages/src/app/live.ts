import { useEffect, useRef } from 'react';
import * as z from 'zod';

const changeSchema = z.object({ issueId: z.string(), key: z.string(), projectId: z.string() });
export type IssueChange = z.infer<typeof changeSchema>;

type Listener = (change: IssueChange | 'reconnected') => void;

const listeners = new Set<Listener>();
let source: EventSource | undefined;

function tell(change: IssueChange | 'reconnected'): void {
  for (const listener of [...listeners]) listener(change);
}

function connect(): EventSource {
  const opened = new EventSource('/__host/changes');
  let wasOpen = false;
  opened.addEventListener('open', () => {
    // What happened while the stream was down is unknown.
    if (wasOpen) tell('reconnected');
    wasOpen = true;
  });
  opened.addEventListener('message', event => {
    const parsed = changeSchema.safeParse(JSON.parse(String(event.data)));
    if (parsed.success) tell(parsed.data);
  });
  return opened;
}

/** Calls back for every change of an issue on the site; all users share one stream. */
export function useIssueChanges(listener: Listener): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => {
    const forward: Listener = change => latest.current(change);
    listeners.add(forward);
    source ??= connect();
    return () => {
      listeners.delete(forward);
      if (listeners.size === 0) {
        source?.close();
        source = undefined;
      }
    };
  }, []);
}
