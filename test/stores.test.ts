import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '../src/forge');

test('every file that opens Forge’s storage has a test beside it, against storage that keeps Forge’s rules', () => {
  const files = readdirSync(folder).filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const stores = files.filter(name =>
    /from '(@forge\/kvs|\.\/(storage|claims))'/.test(readFileSync(join(folder, name), 'utf8')),
  );
  expect(stores.length).toBeGreaterThan(15);
  const isTested = (name: string) => {
    const test = join(folder, name.replace(/\.ts$/, '.test.ts'));
    return existsSync(test) && readFileSync(test, 'utf8').includes('installStorage');
  };
  expect(stores.filter(name => !isTested(name))).toEqual([]);
});
