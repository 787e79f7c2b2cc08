import { useEffect, useRef } from 'react';
import { pressKey, type Press } from './state';

/**
 * Keeps the keyboard where it was: a pressed button that its own run took away (a candidate that is chosen now) hands the focus
 * to the way back, and where there is none to the panel's heading.
 */
export function useKeptFocus(pressed: Press | null): void {
  const last = useRef<Press | null>(null);
  useEffect(() => {
    if (pressed !== null) {
      last.current = pressed;
      return;
    }
    const was = last.current;
    last.current = null;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (was === null || !isLost || !document.hasFocus()) return;
    placesAfter(was)
      .map(find)
      .find(element => element !== null)
      ?.focus();
  }, [pressed]);
}

/** Where a person goes on after a press, the best place first. */
function placesAfter(press: Press): readonly string[] {
  const observables = press.kind === 'not-this' ? press.observables : press.kind === 'enrich' ? [] : [press.observable];
  return [
    pressKey(press),
    ...observables.map(observable => pressKey({ kind: 'undo', observable })),
    ...observables.map(observable => `about ${observable}`),
    'panel',
  ];
}

function find(place: string): HTMLElement | null {
  const marked = document.querySelector<HTMLElement>(`[data-press="${CSS.escape(place)}"]`);
  return marked?.querySelector('button') ?? marked;
}
