import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The project's folder, with a slash at its end. */
export const root = fileURLToPath(new URL('../', import.meta.url));

/** One line for the person who waits. Standard output stays free: `npm start` promises it to the ready line. */
export function tell(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Runs a program in the project's folder and waits for its end.
 *
 * @param {string[]} command program and arguments
 * @param {{ env?: Record<string, string>, cwd?: string, timeLimitMs?: number, show?: boolean }} [options] `show`
 *   passes the output on to standard error while it comes; without it the output is only kept
 * @returns {Promise<{ code: number, output: string }>} `code` 127 where the program doesn't exist, 124 after the time limit
 */
export function run(command, options = {}) {
  const [program, ...args] = command;
  return new Promise(resolve => {
    const output = [];
    const child = spawn(program, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = chunk => {
      output.push(chunk);
      if (options.show) process.stderr.write(chunk);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);

    let isTooSlow = false;
    const limit = options.timeLimitMs
      ? setTimeout(() => {
          isTooSlow = true;
          child.kill('SIGKILL');
        }, options.timeLimitMs)
      : undefined;
    const end = (code, text) => {
      clearTimeout(limit);
      resolve({ code, output: Buffer.concat(output).toString() + text });
    };
    child.on('error', error => end(127, error.message));
    child.on('close', code => {
      if (isTooSlow) end(124, `\nended after ${options.timeLimitMs / 1000} s without an answer`);
      else end(code ?? 1, '');
    });
  });
}

/** The path of a package's program, run with this Node: independent of PATH and of links that npm may not make. */
export function program(path) {
  return [process.execPath, fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url))];
}
