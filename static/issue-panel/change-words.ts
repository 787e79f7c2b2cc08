import { OUTCOME_NAMES } from '../../src/contract/outcome-words';
import { OUTCOMES } from '../../src/contract/vocabulary';

const WENT = /^asset (.+) gone$/;

const CLAUSES: readonly (readonly [RegExp, string])[] = [
  [/^asset (.+) added$/, '$1 is a new candidate'],
  [WENT, '$1 is no longer a candidate'],
  [/^(name|address|MAC) (.+) gone( \(.+\))?$/, '$1 $2 no longer reported$3'],
];

/** A change between two runs as a person says it; records keep it in the short form of the version that wrote them. */
export function changeInWords(clause: string): string {
  const outcomes = /^now ([a-z-]+), was ([a-z-]+)$/.exec(clause);
  if (outcomes !== null) return `${nameOf(outcomes[1])} now, ${nameOf(outcomes[2])} before`;
  const [pattern, words] = CLAUSES.find(([pattern]) => pattern.test(clause)) ?? [];
  return pattern === undefined || words === undefined ? clause : clause.replace(pattern, words);
}

function nameOf(word = ''): string {
  const outcome = OUTCOMES.find(one => one === word);
  return outcome === undefined ? word : OUTCOME_NAMES[outcome];
}

/** Name of the asset that a change takes away. */
export function assetThatWent(clause: string): string | undefined {
  return WENT.exec(clause)?.[1];
}
