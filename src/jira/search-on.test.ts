import { START, type SearchPosition } from '../domain/alert/search-position';
import type { Result } from '../domain/pacing/failure';
import type { FoundIssues, Search } from './client-search';
import { restrict } from './jql';
import { after, searchOn, type OnwardPage } from './search-on';

const NOW = Date.parse('2026-11-24T10:00:00Z');
const MINUTE = 60_000;

const refused: Result<never> = {
  ok: false,
  failure: { kind: 'bad-query', side: 'jira', sentence: 'No.', retryAfterMs: null, status: 400 },
};

/** A site whose search pages by tokens that it may refuse; a token is the id of the last issue before its page. */
class World {
  now = NOW;
  issues: { readonly id: string; readonly createdAt: number }[] = [];
  pageSizes: number[] = [];
  refusals = 0;
  asked: Search[] = [];

  add(count: number, minutesAgo: number): string[] {
    const ids = Array.from({ length: count }, (_, at) => String(10_000 + this.issues.length + at));
    this.issues.push(...ids.map(id => ({ id, createdAt: this.now - minutesAgo * MINUTE })));
    return ids;
  }

  searchIssues(search: Search): Promise<Result<FoundIssues>> {
    this.asked.push(search);
    if (search.nextPageToken !== undefined && this.refusals > 0) {
      this.refusals -= 1;
      return Promise.resolve(refused);
    }
    const minutes = Number(/created >= -(\d+)m/.exec(search.jql)?.[1] ?? Infinity);
    const left = this.issues.filter(
      ({ id, createdAt }) =>
        createdAt >= this.now - minutes * MINUTE && Number(id) > Number(search.nextPageToken ?? '0'),
    );
    const page = left.slice(0, this.pageSizes.shift() ?? 100);
    const token = page.at(-1)?.id ?? search.nextPageToken ?? '0';
    return Promise.resolve({
      ok: true,
      value: {
        issues: page.map(({ id, createdAt }) => ({
          id,
          key: '',
          fields: { created: new Date(createdAt).toISOString() },
          properties: {},
        })),
        nextPageToken: page.length < left.length ? token : null,
      },
    });
  }

  async page(position: SearchPosition, from: number | null = null): Promise<OnwardPage> {
    const found = await searchOn(
      {
        compose: withinMinutes => restrict('', { projectIds: [], issueTypeIds: ['1'], withinMinutes }),
        from,
        fields: [],
        properties: [],
      },
      position,
      this,
      this.now,
    );
    if (found?.ok !== true) throw new Error(JSON.stringify(found));
    return found.value;
  }

  /** All ids to the end, with what happens after each page. */
  async all(afterPage: (page: number) => void = () => undefined): Promise<string[]> {
    const ids: string[] = [];
    let position = START;
    for (let page = 1; ; page += 1) {
      const { issues, next } = await this.page(position);
      ids.push(...issues.map(({ id }) => id));
      if (next === null) return ids;
      // What is stored between two steps.
      position = JSON.parse(JSON.stringify(after(position, issues, next))) as SearchPosition;
      afterPage(page);
    }
  }
}

test('goes on by the token, with the same text, whatever time passes', async () => {
  const world = new World();
  const ids = world.add(250, 60);
  expect(await world.all()).toEqual(ids);
  expect(new Set(world.asked.map(({ jql }) => jql)).size).toBe(1);
});

test('passes over empty and short pages', async () => {
  const world = new World();
  const ids = world.add(30, 60);
  world.pageSizes = [0, 0, 7, 0, 1, 0, 0, 22];
  expect(await world.all()).toEqual(ids);
});

test.each([1, 2])('a refused token costs nothing and repeats nothing, after page %s', async at => {
  const world = new World();
  const ids = [...world.add(70, 90), ...world.add(150, 60), ...world.add(120, 30)];
  const found = await world.all(page => {
    if (page === at) world.refusals = 1;
  });
  expect(found).toEqual(ids);
});

test('more alerts of one minute than a page holds do not hold up a search whose token was refused', async () => {
  const world = new World();
  const ids = world.add(450, 60);
  const found = await world.all(page => {
    if (page === 3) world.refusals = 1;
  });
  expect(found).toEqual(ids);
});

test('a search that Jira refuses to go on with says so and skips nothing', async () => {
  const world = new World();
  world.add(250, 60);
  const { issues, next } = await world.page(START);
  world.refusals = 2;
  const position = after(START, issues, next);
  await expect(world.page(position)).rejects.toThrow('unexpected-answer');
  expect((await world.page(position)).issues).toHaveLength(100);
});

test('deleting the alert that was seen last ends nothing', async () => {
  const world = new World();
  const ids = [...world.add(100, 90), ...world.add(50, 60)];
  const found = await world.all(() => {
    world.issues = world.issues.filter(({ id }) => id !== ids[99]);
    world.refusals = 1;
  });
  expect(found).toEqual(ids);
});

test('a window that moved on with the time past what was not seen is asked anew', async () => {
  const world = new World();
  const ids = [...world.add(100, 9), ...world.add(50, 8)];
  const from = world.now - 10 * MINUTE;
  const first = await world.page(START, from);
  // The token's text reaches back 25 minutes from when it is asked, which is now too late for the rest.
  world.now += 60 * MINUTE;
  const second = await world.page(after(START, first.issues, first.next), from);
  expect(second.issues.map(({ id }) => id)).toEqual(ids.slice(100));
});

test('what was created before the wanted time is left out, however far the text reaches back', async () => {
  const world = new World();
  world.add(3, 14);
  const ids = world.add(2, 4);
  const { issues } = await world.page(START, world.now - 10 * MINUTE);
  expect(issues.map(({ id }) => id)).toEqual(ids);
});
