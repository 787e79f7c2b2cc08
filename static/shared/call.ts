import { makeInvoke } from '@forge/bridge';
import type { Problem, Reply } from '../../src/contract/reply';

type Refused = Extract<Reply<never>, { readonly ok: false }>;
type Calls = Record<string, (input: never) => Reply<unknown>>;

/**
 * Calls functions of the app by name. Errors of the way (no network, a function that ended half-way, a consent that was not
 * given) become values like the app's own.
 */
export function makeCall<Definitions extends Calls>() {
  const invoke = makeInvoke<Definitions>();
  return async <Name extends keyof Definitions & string>(
    name: Name,
    ...input: Parameters<Definitions[Name]> extends [] ? [] : [Parameters<Definitions[Name]>[0]]
  ): Promise<Awaited<ReturnType<Definitions[Name]>> | Refused> => {
    try {
      return await invoke(name, ...input);
    } catch {
      return { ok: false, problem: unreachable };
    }
  };
}

/** What a screen says where a call brought no answer. */
export const unreachable: Problem = {
  kind: 'unreachable',
  sentence: 'The app did not answer.',
  nextStep: 'Check your connection and try again. What was stored before is unchanged.',
};
