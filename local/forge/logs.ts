export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';

export interface LogLine {
  at: string;
  function: string;
  level: LogLevel;
  message: string;
}

export interface Logs {
  add(functionKey: string, level: LogLevel, message: string): void;
  all(): LogLine[];
  clear(): void;
}

const KEPT_LINES = 20_000;

/** Keeps the newest 20,000 lines. Lines of the platform itself carry the function name `platform`. */
export function createLogs(now: () => Date): Logs {
  let lines: LogLine[] = [];
  let next = 0;
  return {
    add(functionKey, level, message) {
      const line = { at: now().toISOString(), function: functionKey, level, message };
      if (lines.length < KEPT_LINES) lines.push(line);
      else {
        lines[next] = line;
        next = (next + 1) % KEPT_LINES;
      }
    },
    all: () => [...lines.slice(next), ...lines.slice(0, next)],
    clear() {
      lines = [];
      next = 0;
    },
  };
}
