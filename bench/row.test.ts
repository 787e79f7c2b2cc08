import { ANSWERED_ELSEWHERE } from './answered-elsewhere';
import { median, readRows } from './row';
import { formatRows, replaceRows } from './write-results';

it('reads rows among what a program prints, and is not taken in by others', () => {
  const row = { what: 'storm', figure: '210', target: 'at most 220', met: true };
  expect(readRows(`table\nrow ${JSON.stringify(row)}\nrow {broken\nrow 7\nrow {"what":"x"}\n`)).toEqual([row]);
});

it('reads the rows of tables that are made for people', () => {
  const panel =
    'JavaScript, gzip      150.1 kB   120.0 kB   1.25\nrecord, against the bare answer   500 ms   450 ms   1.11\n';
  expect(ANSWERED_ELSEWHERE['panel']?.(panel).map(({ met }) => met)).toEqual([true, true]);
  const matching = '| this app     |   720 |     1 |      0 |            140 |                0 |  16.3 % | 1.000 |';
  expect(ANSWERED_ELSEWHERE['matching']?.(matching)).toMatchObject([{ met: false }]);
});

it('replaces its own section of the page and no other', () => {
  const page = '# Results\n\n## Other\n\nkept\n';
  const once = replaceRows(page, 'first');
  const twice = replaceRows(once, 'second');
  expect(twice).toContain('second');
  expect(twice).not.toContain('first');
  expect(twice).toContain('## Other\n\nkept');
  expect(formatRows([{ what: 'a|b', figure: '1', target: '', met: false }])).toContain('| a\\|b | 1 |  | **no** |');
});

it('takes the middle', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
});
