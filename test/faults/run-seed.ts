import { call, type SiteDriver } from '../platform';
import { checkAlert, checkLogs, checkMoment, checkSecrets, noViolations, type Violations } from './invariants';
import { makeInventory, type Expectation } from './inventory';
import { observe, readRecords } from './observe';
import { forgeRecord, writeNote, type Note } from './people';
import { chanceOf, type Chance } from './random';
import { createWeather } from './weather';

export interface Story {
  readonly seed: number;
  readonly alerts: number;
  /** Alerts that are created before the weather changes. */
  readonly batch: number;
  /** Longest time until everything is at rest after the weather has cleared. */
  readonly restMs: number;
  /** Share of the requests to Axonius that a fault hits while there is one. */
  readonly axoniusFaults: number;
  /** Share of functions that are ended half-way. */
  readonly kill: number;
}

export interface Summary {
  readonly seed: number;
  readonly alerts: number;
  readonly notes: number;
  /** By kind, both sides. */
  readonly faults: Readonly<Record<string, number>>;
  readonly kills: number;
  readonly deliveries: number;
  /** Deliveries beyond one for each event. */
  readonly retries: number;
  /** Field writes of the app, for each alert. */
  readonly writesPerAlert: number;
  /** Notes that fell between the app's last read and its write. */
  readonly inWindow: number;
  /** Why alerts waited for a person in the end, e.g. `unexpected-answer`. */
  readonly startedByPerson: readonly string[];
  readonly violations: Violations;
}

/** The platform's waits pass so much faster; the app's own clock does not. */
const TIME_SCALE = 20;
const WEATHER_MS = 1_500;

interface Meter {
  readonly queue: { readonly events: number; readonly deliveries: number };
}

/** Tells one story: alerts, people and bad weather by a seed, then fair weather, then everything is looked at. */
export async function runSeed(site: SiteDriver, story: Story): Promise<Summary> {
  const { jira, axonius } = site.platform;
  const chance = chanceOf(story.seed);
  const inventory = makeInventory();
  await call('POST', `${jira}/__local/reset`);
  await call('POST', `${axonius}/__local/reset`);
  await call('PUT', `${axonius}/__local/devices`, inventory.devices);
  await call('PUT', `${jira}/__local/time`, { scale: TIME_SCALE });
  await call('PUT', `${jira}/__local/delivery`, { seed: story.seed, duplicate: 0.2, reorder: true, kill: story.kill });
  const weather = createWeather(site.platform, chance, story.axoniusFaults);
  const violations = noViolations();
  const alerts = new Map<string, Expectation>();
  const notes: Note[] = [];
  // People look at what is new: half of the notes go to alerts whose runs may not have ended.
  const anAlert = () => {
    const ids = [...alerts.keys()];
    return chance.oneOf(chance.next() < 0.5 ? ids.slice(-story.batch) : ids);
  };

  while (alerts.size < story.alerts) {
    await weather.change();
    for (let count = 0; count < story.batch && alerts.size < story.alerts; count += 1) {
      const expected = inventory.draw(chance);
      const { id } = await site.createIssue({ Hostname: expected.hostname });
      alerts.set(id, expected);
      if (chance.next() < 0.25) notes.push(await note(site, anAlert(), notes.length, chance));
    }
    await rest(WEATHER_MS * (0.3 + chance.next()));
    notes.push(await note(site, anAlert(), notes.length, chance));
    await lookNow(site, alerts, violations);
  }
  for (let change = 0; change < 3; change += 1) {
    await weather.change();
    await rest(WEATHER_MS);
    await forgeRecord(site, anAlert());
    notes.push(await note(site, anAlert(), notes.length, chance));
    await lookNow(site, alerts, violations);
  }

  await weather.clear();
  await call('PUT', `${jira}/__local/delivery`, {});
  const startedByPerson = await comeToRest(site, story.restMs);
  await lookNow(site, alerts, violations);

  let inWindow = 0;
  let writes = 0;
  for (const [id, expected] of alerts) {
    const observed = await observe(site, id);
    writes += observed.changes.filter(({ byApp }) => byApp).length;
    const own = notes.filter(({ issueId }) => issueId === id);
    inWindow += checkAlert(observed, expected, own, violations);
  }
  const logs = JSON.stringify(await call('GET', `${jira}/__local/logs`));
  checkSecrets('logs', logs, violations.secret);
  checkLogs(logs, violations['run died']);
  const { queue } = (await call('GET', `${jira}/__local/meter`)) as Meter;
  return {
    seed: story.seed,
    alerts: alerts.size,
    notes: notes.length,
    faults: weather.counts(),
    kills: logs.split('ended half-way').length - 1,
    deliveries: queue.deliveries,
    retries: queue.deliveries - queue.events,
    writesPerAlert: Math.round((writes / alerts.size) * 100) / 100,
    inWindow,
    startedByPerson,
    violations,
  };
}

/** Waits for the queue, then for the sweep; what needs a person is started as a person would. Answers why they were. */
async function comeToRest(site: SiteDriver, restMs: number): Promise<readonly string[]> {
  const { jira } = site.platform;
  await site.settle(restMs);
  await call('POST', `${jira}/__local/sweep`);
  await site.settle(restMs);
  const records = await readRecords(site);
  const failed = [...records.values()].filter(({ outcome }) => outcome === 'failed');
  if (failed.length === 0) return [];
  await call('POST', `${jira}/__host/invoke`, { moduleKey: 'admin-page', functionKey: 'runFailedAgain', payload: {} });
  await site.settle(restMs);
  return failed.map(({ failure }) => `${failure?.kind ?? ''}, next try ${String(failure?.nextTry)}`);
}

async function lookNow(
  site: SiteDriver,
  alerts: ReadonlyMap<string, Expectation>,
  violations: Violations,
): Promise<void> {
  for (const [id, record] of await readRecords(site)) {
    const expected = alerts.get(id);
    if (expected !== undefined) checkMoment(id, record, expected, violations['wrong asset']);
  }
}

function note(site: SiteDriver, issueId: string, count: number, chance: Chance): Promise<Note> {
  const above = chance.next() < 0.5;
  return writeNote(site, issueId, `note-${count}-of-${issueId}.`, { above, isMention: chance.next() < 0.3 });
}

function rest(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}

/** One line for each seed, and what went wrong. */
export function describe(summary: Summary): string {
  const { faults, violations, ...rest } = summary;
  const wrong = Object.entries(violations).map(([name, sentences]) => `${name}: ${sentences.length}`);
  const injected = Object.values(faults).reduce((sum, count) => sum + count, 0);
  const details = Object.values(violations)
    .flat()
    .slice(0, 20)
    .map(sentence => `\n    ${sentence}`);
  return `${JSON.stringify(rest)} faults ${injected} ${JSON.stringify(faults)}\n  ${wrong.join(' · ')}${details.join('')}`;
}
