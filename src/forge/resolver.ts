export { makeResolver } from '@forge/resolver';

/** Who calls, as Forge tells it: never taken from a payload. */
export interface CallContext {
  readonly accountId?: string | undefined;
  readonly extension?: unknown;
}
