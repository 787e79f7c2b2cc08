/** Why a call of a screen did not do what was asked: what happened and was kept, and what to do next. Never a stack. */
export interface Problem {
  readonly kind: string;
  readonly sentence: string;
  readonly nextStep: string | null;
}

/** The answer to every call of a screen: errors are values. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** The reply of a call that was not carried out. */
export function refuse(problem: Problem): Reply<never> {
  return { ok: false, problem };
}
