import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limitOf, readManifest } from './manifest';
import { APP } from './testing/harness';

const source = readFileSync(join(APP, 'manifest.yml'), 'utf8');
const readChanged = (from: string, to: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'manifest-'));
  expect(source).toContain(from);
  writeFileSync(join(folder, 'manifest.yml'), source.replace(from, to));
  return readManifest(folder);
};

test('"functions of triggers and resolvers run 25 s, of consumers and schedules 55 s, up to timeoutSeconds"', () => {
  const { functions } = readManifest(APP);
  const limit = (key: string, kind: Parameters<typeof limitOf>[1]) => {
    const fn = functions.get(key);
    return fn && limitOf(fn, kind);
  };
  expect(limit('on-event', 'trigger')).toBe(25_000);
  expect(limit('on-schedule', 'scheduledTrigger')).toBe(55_000);
  expect(limit('on-item', 'consumer')).toBe(2000);
  expect(limit('on-long-item', 'consumer')).toBe(120_000);
});

test('"timeoutSeconds above 55 only on functions used solely by consumers or scheduled triggers"', () => {
  expect(() =>
    readChanged('handler: index.probe, timeoutSeconds: 3', 'handler: index.probe, timeoutSeconds: 60'),
  ).toThrow('solely by consumers or scheduled triggers');
});

test.each([
  ['a filter expression', 'ignoreSelf: true', 'ignoreSelf: true, expression: "true"', 'expression'],
  ['a module of another kind', 'jira:issuePanel:', 'jira:workflowPostFunction:', 'jira:workflowPostFunction'],
  ['a function that is not declared', 'function: on-event', 'function: nobody', 'nobody'],
  ['a resource that is not declared', 'resource: main', 'resource: nobody', 'nobody'],
  ['a queue name with blanks', 'queue: short', 'queue: "a b"', 'queue'],
])('%s is refused by name', (_what, from, to, named) => {
  expect(() => readChanged(from, to)).toThrow(named);
});
