import { findObservables } from '../../src/domain/observables/find-observables';
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
  const before = process.cpuUsage();
  findObservables([{ field: 'f', kind: 'auto', texts: [text] }], someNaming());
  // Processor time, so that a busy machine does not fail it.
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(ENOUGH_MS);
});
