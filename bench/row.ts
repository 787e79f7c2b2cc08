/** One measured line of the results: what, what came out, and what was wanted. */
export interface Row {
  readonly what: string;
  readonly figure: string;
  readonly target: string;
  /** Null where nothing was wanted: the figure is for information. */
  readonly met: boolean | null;
}

const MARK = 'row ';

/** Tells a row to `bench/run.ts`, which reads what its programs print. */
export function printRow(row: Row): void {
  console.log(`${MARK}${JSON.stringify(row)}`);
}

/** The rows in what a program printed; a line that is none is skipped. */
export function readRows(output: string): readonly Row[] {
  return output
    .split('\n')
    .filter(line => line.startsWith(MARK))
    .flatMap(line => {
      try {
        return [toRow(JSON.parse(line.slice(MARK.length)))].filter(row => row !== null);
      } catch {
        return [];
      }
    });
}

function toRow(value: unknown): Row | null {
  if (typeof value !== 'object' || value === null) return null;
  const { what, figure, target, met } = value as Partial<Record<keyof Row, unknown>>;
  if (typeof what !== 'string' || typeof figure !== 'string') return null;
  return {
    what,
    figure,
    target: typeof target === 'string' ? target : '',
    met: typeof met === 'boolean' ? met : null,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
