import { OUTCOME_NAMES, riskOf } from './outcome-words';
import { CONFIDENCES, OUTCOMES } from './vocabulary';

it('calls each outcome something else', () => {
  expect(new Set(OUTCOMES.map(outcome => OUTCOME_NAMES[outcome])).size).toBe(OUTCOMES.length);
});

it('is clear about a match of high or medium confidence alone', () => {
  const clear = OUTCOMES.flatMap(outcome =>
    [...CONFIDENCES, null]
      .filter(confidence => riskOf(outcome, confidence) === 'clear')
      .map(confidence => `${outcome} ${confidence ?? 'none'}`),
  );
  expect(clear).toEqual(['matched high', 'matched medium']);
});

it.each([
  ['matched', 'low', 'check'],
  ['stale', 'high', 'check'],
  ['ambiguous', null, 'check'],
  ['not-found', null, 'nothing'],
  ['failed', null, 'broken'],
] as const)('%s with confidence %s: %s', (outcome, confidence, risk) => {
  expect(riskOf(outcome, confidence)).toBe(risk);
});
