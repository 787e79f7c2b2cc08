import { parseArgs } from 'node:util';
import { createTenantWith } from './ask-tenant';
import { scenariosOfImpostors } from './scenarios-of-impostors';
import { scenariosOfNames } from './scenarios-of-names';
import { scenariosOfTimeAndAddress } from './scenarios-of-time-and-address';
import { judgeSaid, recallOf, scoreAll, type Score } from './score';
import { askExactly, askFirstNameOnly, askOurs, askUnanchored, type Said, type Strategy } from './strategies';
import { formatTable } from './table';
import { buildWorld, type KnownAlert } from './world';
import { writeSection } from './write-section';

const OURS = 'this app';
const RECALL_WANTED = 0.99;

const strategies: Readonly<Record<string, Strategy>> = {
  [OURS]: askOurs,
  'exact equality, first asset': askExactly,
  'unanchored expression, first asset': askUnanchored,
  'first hostname equal, first asset': askFirstNameOnly,
};

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '20' },
    write: { type: 'boolean', default: false },
  },
});

runBenchmark(Number(values.seed), Number(values.rounds), values.write).then(
  code => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);

/** Prints the table and what our app got wrong. Gives the exit code: 1 where a target is missed. */
async function runBenchmark(seed: number, rounds: number, write: boolean): Promise<number> {
  const { inventory, alerts } = buildWorld(seed, rounds, {
    ...scenariosOfNames,
    ...scenariosOfTimeAndAddress,
    ...scenariosOfImpostors,
  });
  const tenant = await createTenantWith(inventory);
  const scores = new Map<string, Score>();
  let failures: readonly string[] = [];
  for (const [name, strategy] of Object.entries(strategies)) {
    const results: { alert: KnownAlert; said: Said }[] = [];
    for (const alert of alerts) results.push({ alert, said: await strategy(alert, tenant) });
    scores.set(name, scoreAll(results));
    if (name === OURS) failures = results.flatMap(({ alert, said }) => describeFailure(alert, said));
  }
  const table = formatTable(scores);
  const ambiguous = alerts.filter(({ truth }) => truth.is === 'ambiguous').length;
  const heading = `Seed ${seed}: ${alerts.length} alerts with known truth (${ambiguous} of them truly ambiguous), ${inventory.length} devices.`;
  console.log(`${heading}\n\n${table}\n`);
  for (const failure of failures) console.log(failure);
  if (write) await writeSection(`${heading}\n\n${table}`);

  const ours = scores.get(OURS);
  if (ours === undefined) return 1;
  const { counts } = ours;
  return counts.wrong === 0 && counts['ambiguous hidden'] === 0 && recallOf(ours) >= RECALL_WANTED ? 0 : 1;
}

function describeFailure(alert: KnownAlert, said: Said): string[] {
  const verdict = judgeSaid(alert, said);
  if (verdict === 'right' || verdict === 'ambiguous told') return [];
  const ids = alert.truth.is === 'absent' ? 'absent' : alert.truth.ids.slice(0, 3).join(' ');
  return [
    `${verdict}: ${alert.scenario}: ${JSON.stringify(alert.text)}; truth: ${ids}; said: ${said.assets.slice(0, 3).join(' ')}`,
  ];
}
