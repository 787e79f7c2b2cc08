import { useEffect, useReducer } from 'react';
import type { SavedView, SettingsInput, SettingsView } from '../../src/contract/admin';
import type { Problem, Reply } from '../../src/contract/reply';

/** Settings as they stand in the forms, saved or not. */
export type Draft = Omit<SettingsInput, 'revision'>;
/** `policy` is what stands in `alerts` and is decided under Output: whether and how automatic runs write. */
export type Part = keyof Draft | 'policy';

type PageState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'ready'; readonly view: SettingsView; readonly draft: Draft };

export type PageEvent =
  | { readonly kind: 'loaded'; readonly reply: Reply<SettingsView> }
  /** Something was stored: what was stored replaces these parts of the forms; the others keep what stands in them. */
  | { readonly kind: 'saved'; readonly view: SettingsView | SavedView; readonly parts: readonly Part[] }
  | { readonly kind: 'edited'; readonly change: Partial<Draft> }
  | { readonly kind: 'discarded'; readonly parts: readonly Part[] };

const PARTS: readonly Part[] = ['alerts', 'policy', 'output', 'naming', 'advanced'];

export function reduce(state: PageState, event: PageEvent): PageState {
  switch (event.kind) {
    case 'loaded':
      return event.reply.ok
        ? { kind: 'ready', view: event.reply.value, draft: draftOf(event.reply.value) }
        : { kind: 'failed', problem: event.reply.problem };
    case 'saved':
      return state.kind === 'ready'
        ? { ...state, view: event.view, draft: merge(state.draft, event.view, event.parts, state.view) }
        : state;
    case 'edited':
      return state.kind === 'ready' ? { ...state, draft: { ...state.draft, ...event.change } } : state;
    case 'discarded':
      return state.kind === 'ready'
        ? { ...state, draft: merge(state.draft, state.view, event.parts, state.view) }
        : state;
  }
}

/** Parts that nobody touched follow what is stored, whoever stored it. */
function merge(draft: Draft, stored: SettingsView, parts: readonly Part[], before: SettingsView): Draft {
  const kept = PARTS.filter(part => !parts.includes(part) && isEdited(draft, before, [part]));
  return withParts(draftOf(stored), draft, kept);
}

/** What is stored, as a form. */
export function draftOf({ settings: { alerts, output, naming, advanced } }: SettingsView): Draft {
  return { alerts, output, naming, advanced };
}

/** A draft with some parts of another one. */
export function withParts(base: Draft, other: Draft, parts: readonly Part[]): Draft {
  return parts.reduce<Draft>((draft, part) => {
    const { automatic, filledField } = (part === 'policy' ? other : draft).alerts;
    switch (part) {
      case 'alerts':
        return { ...draft, alerts: { ...other.alerts, automatic, filledField } };
      case 'policy':
        return { ...draft, alerts: { ...draft.alerts, automatic, filledField } };
      case 'output':
      case 'naming':
      case 'advanced':
        return { ...draft, [part]: other[part] };
    }
  }, base);
}

/** Whether a form differs from what is stored. */
export function isEdited(draft: Draft, view: SettingsView, parts: readonly Part[]): boolean {
  const stored = draftOf(view);
  return JSON.stringify(withParts(stored, draft, parts)) !== JSON.stringify(stored);
}

/** The page's state, filled by the first answer. */
export function usePageState(first: Promise<Reply<SettingsView>>) {
  const [state, dispatch] = useReducer(reduce, { kind: 'loading' });
  useEffect(() => {
    let isShown = true;
    void first.then(reply => {
      if (isShown) dispatch({ kind: 'loaded', reply });
    });
    return () => {
      isShown = false;
    };
  }, [first]);
  return { state, dispatch } as const;
}
