import { findObservables } from '../../src/domain/find-observables';
import { someNaming } from '../../src/domain/testing/builders';

/** Jira's limit for a text field is 32,767 characters; quadratic work on that takes minutes, not a second. */
const LONGEST_TEXT = 32_000;
const ENOUGH_MS = 1_500;

test.each([
  ' ',
  ',',
  'a ',
  'a1 ',
  '[.]',
  '(',
  'a',
  '[[',
  '\\',
  '1.',
  ':',
  'é',
  'é.',
  '"[(',
  '- ',
  'http://a/,',
  'hxxp',
  '/',
  '\ud800',
])('a field full of "%s" is read in time', piece => {
  const text = piece.repeat(Math.ceil(LONGEST_TEXT / piece.length));
  const started = performance.now();
  findObservables([{ field: 'f', kind: 'auto', texts: [text] }], someNaming());
  expect(performance.now() - started).toBeLessThan(ENOUGH_MS);
});
