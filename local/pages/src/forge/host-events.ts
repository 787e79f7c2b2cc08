type Listener = (payload: unknown) => void;

const listeners = new Map<string, Set<Listener>>();

/** Tells every frame of the page that listens; the page itself emits Jira's own events this way. */
export function emitEvent(event: string, payload: unknown): void {
  for (const listener of [...(listeners.get(event) ?? [])]) listener(payload);
}

/** Listens until the returned function is called. */
export function listenToEvent(event: string, listener: Listener): () => void {
  const known = listeners.get(event) ?? new Set();
  known.add(listener);
  listeners.set(event, known);
  return () => known.delete(listener);
}
