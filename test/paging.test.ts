import { APP, ADMIN, aSite, type TestSite } from '../local/jira/testing/site-builder';
import { START, type SearchPosition } from '../src/domain/alert/search-position';
import { createJiraClient } from '../src/jira/client';
import { restrict } from '../src/jira/jql';
import { after, searchOn } from '../src/jira/search-on';

const PROJECTS = ['SEC', 'OPS', 'TRI'];
const COUNT = 900;

/** The app's own client on the local site, as the app. */
function clientOf({ site, now }: TestSite) {
  return createJiraClient({
    request: (path, init) => site.fetch(new Request(`http://127.0.0.1${path}`, init), APP),
    remainingMs: () => 60_000,
    now,
    noteLimit: () => Promise.resolve(),
  });
}

/** Alerts of three projects in turn, a second apart, 300 in each. */
async function plant({ site, now }: TestSite): Promise<string[]> {
  const alerts = Array.from({ length: COUNT }, (_, at) => ({
    project: PROJECTS[at % PROJECTS.length],
    created: new Date(now().getTime() - (COUNT - at) * 1_000).toISOString(),
    fields: { issuetype: { name: 'Security Alert' }, summary: `Alert ${at}` },
  }));
  const request = new Request('http://127.0.0.1/site/issues', { method: 'POST', body: JSON.stringify(alerts) });
  const planted = (await (await site.control.fetch(request)).json()) as { id: string }[];
  return planted.map(({ id }) => id);
}

test.each([
  ['full pages', {}],
  ['short and empty pages', { searchShortPages: true }],
  ['tokens that end between two steps', { searchTokenMs: 60_000 }],
  ['both', { searchShortPages: true, searchTokenMs: 60_000 }],
])(
  'three projects with 300 alerts each are gone through once, one alert deleted and one moved in between: %s',
  async (_, switches) => {
    const site = aSite();
    await site.turn({ ...switches, rateLimits: false });
    const ids = await plant(site);
    const client = clientOf(site);
    const found: string[] = [];
    let position: SearchPosition | null = START;
    for (let step = 0; position !== null; step += 1) {
      const at: SearchPosition = position;
      const page = await searchOn(
        {
          compose: withinMinutes => restrict('', { projectIds: [], issueTypeIds: ['10001', '10010'], withinMinutes }),
          from: null,
          fields: [],
          properties: [],
        },
        at,
        client,
        site.now().getTime(),
      );
      if (page?.ok !== true) throw new Error(JSON.stringify(page));
      const { issues, next } = page.value;
      found.push(...issues.map(({ id }) => id));
      position = next === null ? null : after(at, issues, next);
      if (step === 2) {
        // The last one seen is deleted; one that was seen and one that was not move to another project.
        await site.call(ADMIN, 'DELETE', `/issue/${found.at(-1)}`);
        for (const issue of [found[3], ids[800]]) {
          const body = JSON.stringify({ issue, project: 'OPS' });
          await site.site.control.fetch(new Request('http://127.0.0.1/site/move', { method: 'PUT', body }));
        }
      }
      site.advance(45_000);
    }
    expect(found).toHaveLength(COUNT);
    expect(found).toEqual(ids);
  },
);
