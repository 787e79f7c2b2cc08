import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ANSWERED_ELSEWHERE } from './answered-elsewhere';
import { readRows, type Row } from './row';
import { formatRows, writeResults } from './write-results';

interface Program {
  /** What `--only` calls it. */
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  /** Longest time in seconds; together they stay under 25 minutes. */
  readonly limit: number;
}

const programs: readonly Program[] = [
  { name: 'clean-run', file: 'clean-run.ts', args: [], limit: 120 },
  { name: 'cold-start', file: 'cold-start.ts', args: [], limit: 90 },
  { name: 'memory', file: 'memory.ts', args: [], limit: 60 },
  { name: 'storm', file: 'storm.ts', args: [], limit: 420 },
  { name: 'sweep-cost', file: 'sweep-cost.ts', args: [], limit: 60 },
  { name: 'backfill', file: 'backfill.ts', args: [], limit: 420 },
  { name: 'panel', file: 'panel/run.ts', args: [], limit: 180 },
  { name: 'matching', file: 'matching/run.ts', args: ['--write'], limit: 180 },
];

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });

/**
 * Runs the benchmark programs one after the other, prints their rows, and writes `bench/RESULTS.md` when all of them ran.
 * Gives the exit code: 1 where a target is missed or a program fails.
 */
async function main(only: readonly string[] | undefined): Promise<number> {
  const unknown = (only ?? []).filter(name => !programs.some(program => program.name === name));
  if (unknown.length > 0) {
    console.error(`There is no ${unknown.join(', ')}. Choose from ${programs.map(({ name }) => name).join(', ')}.`);
    return 1;
  }
  const rows: Row[] = [];
  for (const program of programs.filter(({ name }) => only?.includes(name) ?? true)) {
    console.log(`\n${program.name} …`);
    rows.push(...(await measure(program)));
  }
  console.log(`\n${formatRows(rows)}\n`);
  if (only === undefined) await writeResults(rows);
  return rows.some(({ met }) => met === false) ? 1 : 0;
}

async function measure(program: Program): Promise<readonly Row[]> {
  const path = join(__dirname, program.file);
  if (!existsSync(path)) return [missed(program, 'not built')];
  const { code, output } = await run(path, program);
  const told = readRows(output);
  const rows = told.length > 0 ? told : (ANSWERED_ELSEWHERE[program.name]?.(output) ?? []);
  // A program that misses its target ends with 1 and has told its rows.
  return rows.length > 0 ? rows : [missed(program, code === null ? `over ${program.limit} s` : `ended with ${code}`)];
}

function missed({ name }: Program, figure: string): Row {
  return { what: name, figure, target: 'a figure', met: false };
}

/** Passes on what the program prints; `code` is null where it took too long. */
function run(path: string, program: Program): Promise<{ code: number | null; output: string }> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, ['--import', 'tsx', path, ...program.args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      // A group of its own: the platform that a program started ends with it.
      detached: true,
    });
    const parts: string[] = [];
    const endGroup = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // All of them are gone already.
      }
    };
    const timer = setTimeout(endGroup, program.limit * 1_000);
    process.once('exit', endGroup);
    child.stdout.on('data', chunk => {
      parts.push(String(chunk));
      process.stdout.write(String(chunk).replace(/^row .*\n?/gm, ''));
    });
    child.on('close', code => {
      clearTimeout(timer);
      process.off('exit', endGroup);
      resolve({ code, output: parts.join('') });
    });
  });
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
main(values.only).then(
  code => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
