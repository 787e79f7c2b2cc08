import type { RunTrigger } from '../contract/record';

export interface RunRequest {
  readonly issueId: string;
  readonly trigger: RunTrigger;
  /** Account id of the person who asked, for `manual`. */
  readonly requestedBy: string | null;
  /** Skip the cache and write even into a field with human text. */
  readonly force: boolean;
}
