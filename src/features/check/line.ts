import type { CheckLine } from '../../contract/check';

type Said = Partial<Pick<CheckLine, 'app' | 'todo' | 'link' | 'at' | 'afterMs'>>;

/** Makes the lines of one name: what isn't said is null. */
export function lineOf(name: CheckLine['name'], title: string) {
  return (state: CheckLine['state'], sentence: string, said: Said = {}): CheckLine => ({
    name,
    title,
    state,
    sentence,
    app: null,
    todo: null,
    link: null,
    at: null,
    afterMs: null,
    ...said,
  });
}
