import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { AlertRecord } from '../src/contract/record';

/** A started local platform, driven from outside as anybody would drive it: over HTTP. */
export interface Platform {
  readonly jira: string;
  readonly axonius: string;
  /** Process id; the functions' processes are its children. */
  readonly pid: number;
  stop(): Promise<void>;
}

const START_LIMIT_MS = 240_000;

/** Starts `npm start`'s program on free ports and waits for its ready line. */
export async function startPlatform(env: Readonly<Record<string, string>> = {}): Promise<Platform> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'local/start.ts'], {
    env: { ...process.env, JIRA_PORT: '0', AXONIUS_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const errors: string[] = [];
  child.stderr.on('data', chunk => errors.push(String(chunk)));
  const line = await readyLine(child).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw new Error(`${String(error)}\n${errors.join('')}`);
  });
  const addresses = JSON.parse(line.slice('ready '.length)) as { jira: string; axonius: string };
  return { ...addresses, pid: child.pid ?? 0, stop: () => stop(child) };
}

function readyLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The local platform did not get ready in time.')), START_LIMIT_MS);
    child.once('exit', code => {
      clearTimeout(timer);
      reject(new Error(`The local platform ended with code ${String(code)} before it was ready.`));
    });
    if (child.stdout === null) throw new Error('no standard output');
    createInterface({ input: child.stdout }).on('line', line => {
      if (!line.startsWith('ready ')) return;
      clearTimeout(timer);
      resolve(line);
    });
  });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise(resolve => {
    if (child.exitCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

export type Person = 'admin' | 'analyst' | 'viewer';

/** One HTTP exchange with JSON; an unexpected status throws with the answer's text. */
export async function call(
  method: string,
  url: string,
  body?: unknown,
  options: { readonly as?: Person; readonly expect?: number; readonly headers?: Record<string, string> } = {},
): Promise<unknown> {
  const person = options.as ?? 'admin';
  const response = await fetch(url, {
    method,
    headers: {
      Accept: 'application/json',
      Authorization: `Basic ${Buffer.from(`${person}@example.com:${person}`).toString('base64')}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...options.headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isExpected = options.expect === undefined ? response.ok : response.status === options.expect;
  if (!isExpected) throw new Error(`${method} ${url} answered ${response.status}: ${text.slice(0, 2000)}`);
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

export interface Issue {
  readonly id: string;
  readonly key: string;
  readonly fields: Record<string, unknown>;
  readonly properties?: { readonly 'axonius-asset-intelligence'?: AlertRecord };
}

/** A site as the tests use it: fields by name, alerts in, context out. */
export interface SiteDriver {
  readonly platform: Platform;
  /** Id of a field of project SEC by its name. */
  readonly fieldId: (name: string) => string;
  createIssue(fields: Record<string, unknown>, type?: string): Promise<{ id: string; key: string }>;
  /** Creates an alert with these values by field name, and waits until nothing is left to do. */
  createAlert(fields: Record<string, unknown>): Promise<Issue>;
  readIssue(idOrKey: string): Promise<Issue>;
  editIssue(idOrKey: string, fields: Record<string, unknown>): Promise<void>;
  settle(limitMs?: number): Promise<void>;
  /** Text that a person reads in *Additional Context*, one line per table row or paragraph. */
  contextOf(issue: Issue): string;
}

interface Field {
  readonly id: string;
  readonly name: string;
  readonly scope?: unknown;
}

export async function driveSite(platform: Platform): Promise<SiteDriver> {
  const fields = (await call('GET', `${platform.jira}/rest/api/3/field`)) as Field[];
  const fieldId = (name: string): string => {
    const found = fields.find(field => field.name === name && field.scope === undefined);
    if (found === undefined) throw new Error(`The site has no field ${name}.`);
    return found.id;
  };
  const byId = (values: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [fieldId(name), value]));

  const driver: SiteDriver = {
    platform,
    fieldId,
    createIssue: async (values, type = 'Security Alert') => {
      const created = await call('POST', `${platform.jira}/rest/api/3/issue`, {
        fields: { project: { key: 'SEC' }, issuetype: { name: type }, summary: 'Suspicious sign-in', ...byId(values) },
      });
      return created as { id: string; key: string };
    },
    createAlert: async values => {
      const { id } = await driver.createIssue(values);
      await driver.settle();
      return driver.readIssue(id);
    },
    readIssue: async idOrKey =>
      (await call(
        'GET',
        `${platform.jira}/rest/api/3/issue/${idOrKey}?properties=axonius-asset-intelligence`,
      )) as Issue,
    editIssue: async (idOrKey, values) => {
      await call('PUT', `${platform.jira}/rest/api/3/issue/${idOrKey}`, { fields: byId(values) });
    },
    settle: async (limitMs = 30_000) => {
      const end = Date.now() + limitMs;
      for (;;) {
        const state = (await call('GET', `${platform.jira}/__local/idle`)) as { idle: boolean };
        if (state.idle) return;
        if (Date.now() > end) throw new Error(`Not settled after ${limitMs} ms: ${JSON.stringify(state)}`);
        await new Promise(resolve => setTimeout(resolve, 25));
      }
    },
    contextOf: issue => textOf(issue.fields[fieldId('Additional Context')]).trim(),
  };
  return driver;
}

interface Node {
  readonly type?: string;
  readonly text?: string;
  readonly attrs?: { readonly text?: string };
  readonly content?: readonly Node[];
}

/** Visible text of a document: rows and paragraphs end a line, cells are parted by ` | `. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  const node = value as Node;
  const inner = (node.content ?? []).map(textOf);
  switch (node.type) {
    case 'text':
      return node.text ?? '';
    case 'status':
      return `[${node.attrs?.text ?? ''}]`;
    case 'hardBreak':
      return '\n';
    case 'tableRow':
      return `${inner.map(cell => cell.trim()).join(' | ')}\n`;
    case 'paragraph':
    case 'heading':
      return `${inner.join('')}\n`;
    default:
      return inner.join('');
  }
}
