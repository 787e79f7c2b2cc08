/**
 * What one way in may do, and how long it may take. Each way in has a constant of its own beside its feature; nothing in a run
 * asks which way in it serves.
 */
export interface RunPolicy {
  /** True runs whatever the record says already: somebody asks now. */
  readonly always: boolean;
  /** Whether the run is put off while Jira, or after a failure Axonius, is to be spared. Nobody waits for such a run. */
  readonly givesWay: boolean;
  /** Longest time that asking may take, in milliseconds; the invocation's remaining time is a second bound. */
  readonly askWithinMs: number;
  /** What becomes of a question that came too late, or found no turn: a failure, or a run that somebody else goes on with. */
  readonly tooLate: 'fails' | 'hands-over';
  /** Jira has no compare-and-set: the alert is read again before the write, or only where its reading is over a second old. */
  readonly readsAgain: 'always' | 'when-stale';
  /** A field that holds text of people alone: left or appended to as an admin chose, or appended to because somebody asked. */
  readonly besideText: 'as-configured' | 'writes';
  /** Somebody looks at a panel: they are told where the run is, and it waits for a turn like others that people started. */
  readonly isWatched: boolean;
  /** False writes the record alone. */
  readonly writesField: boolean;
}
