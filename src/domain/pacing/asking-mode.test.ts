import { FIRST_ASKING_MODE, modeAfter, type AskingMode } from './asking-mode';

const START = Date.parse('2026-11-24T08:00:00Z');
const MINUTE = 60_000;

/** The ways after each expression, one a minute. */
function follow(times: readonly number[], mode: AskingMode = FIRST_ASKING_MODE, from = START) {
  const ways: string[] = [];
  let current = mode;
  for (const [at, ms] of times.entries()) {
    current = modeAfter(current, ms, new Date(from + at * MINUTE));
    ways.push(current.way);
  }
  return { ways, mode: current };
}

it('asks together after five quick expressions in a row', () => {
  expect(follow([100, 100, 3_000, 100, 100]).ways).toEqual(['apart', 'apart', 'apart', 'apart', 'together']);
  expect(follow([100, 100, 100, 100, 3_001, 100, 100, 100, 100]).mode).toMatchObject({ way: 'apart', quick: 4 });
});

it('goes back after one that took over ten seconds or gave no answer, and not before', () => {
  const together: AskingMode = { way: 'together', quick: 0, changedAt: START - 60 * MINUTE };
  expect(follow([10_000], together).ways).toEqual(['together']);
  expect(follow([10_001], together).ways).toEqual(['apart']);
  expect(follow([Infinity], together).ways).toEqual(['apart']);
});

it('changes at most once an hour', () => {
  const { mode } = follow([1, 1, 1, 1, 1]);
  expect(follow([20_000], mode, START + 30 * MINUTE).ways).toEqual(['together']);
  const back = follow([20_000], mode, START + 64 * MINUTE);
  expect(back.ways).toEqual(['apart']);
  expect(follow([1, 1, 1, 1, 1, 1], back.mode, START + 70 * MINUTE).mode).toMatchObject({ way: 'apart', quick: 5 });
  expect(follow([1], { ...back.mode, quick: 5 }, START + 125 * MINUTE).ways).toEqual(['together']);
});

it('gives back the same mode where nothing has to be stored', () => {
  const counted: AskingMode = { way: 'apart', quick: 5, changedAt: START };
  expect(modeAfter(counted, 1, new Date(START + MINUTE))).toBe(counted);
  expect(modeAfter(FIRST_ASKING_MODE, 5_000, new Date(START))).toBe(FIRST_ASKING_MODE);
});
