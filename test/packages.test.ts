import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled } from '../scripts/packages.mjs';
import { root } from './manifest';

interface Entry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly license?: string;
}
interface Lock {
  readonly packages: Readonly<Record<string, Entry>>;
}

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;

/** Licences that allow to deploy the app with what it carries. */
const allowed = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0']);

/** Forge's own packages come under Atlassian's developer terms, which every Forge app accepts. */
const isOfForge = (name: string) => name.startsWith('@forge/');

describe('package-lock.json', () => {
  test('names no registry, so that any mirror serves', () => {
    const addresses = Object.entries(lock.packages).filter(
      ([, { resolved, link }]) => link !== true && resolved !== undefined,
    );
    expect(addresses).toEqual([]);
  });

  // npm writes no checksum for binaries of another operating system, which it never fetched.
  test('has the checksum of every package that is installed everywhere', () => {
    const without = Object.entries(lock.packages).filter(
      ([path, { integrity, link, optional }]) =>
        path.includes('node_modules/') && link !== true && optional !== true && integrity === undefined,
    );
    expect(without).toEqual([]);
  });
});

describe('package.json', () => {
  test.each(['package.json', 'static/package.json', 'local/package.json'])('%s asks for exact versions', path => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(join(root, path), 'utf8')) as {
      dependencies?: Record<string, string>;
      devDependencies?: Record<string, string>;
    };
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    );
    expect(loose).toEqual([]);
  });
});

describe('what is installed', () => {
  const wanted: Lock = {
    packages: {
      '': {},
      'node_modules/zod': { version: '4.6.7' },
      'node_modules/eslint': { version: '10.15.0', dev: true },
      'node_modules/elsewhere': { version: '1.0.0', optional: true },
    },
  };
  const zod = { 'node_modules/zod': { version: '4.6.7' } };

  test('a fresh clone has nothing', () => {
    expect(isInstalled(wanted, null, { withDevelopment: false })).toBe(false);
  });

  test('npm start needs no tools of development, npm test does', () => {
    expect(isInstalled(wanted, { packages: zod }, { withDevelopment: false })).toBe(true);
    expect(isInstalled(wanted, { packages: zod }, { withDevelopment: true })).toBe(false);
  });

  test('another version is not what was asked for', () => {
    const old = { packages: { 'node_modules/zod': { version: '4.6.6' } } };
    expect(isInstalled(wanted, old, { withDevelopment: false })).toBe(false);
  });
});

describe('licences of what is deployed', () => {
  test('of the functions', () => {
    const checker = join(root, 'node_modules/license-checker-rseidelsohn/bin/license-checker-rseidelsohn.js');
    const answer = execFileSync(process.execPath, [checker, '--production', '--excludePrivatePackages', '--json'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    const licences = Object.entries(JSON.parse(answer) as Record<string, { licenses: string | string[] }>);
    expect(licences.map(([name]) => name.replace(/@[^@]+$/, ''))).toEqual(
      expect.arrayContaining(['@forge/api', 'zod']),
    );
    const others = licences.filter(
      ([name, { licenses }]) => !isOfForge(name) && ![licenses].flat().every(one => allowed.has(one)),
    );
    expect(others.map(([name, { licenses }]) => `${name}: ${String(licenses)}`)).toEqual([]);
  }, 60_000);

  test('of the screens', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'static/package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const others = Object.keys(dependencies)
      .filter(name => !isOfForge(name))
      .map(name => ({ name, licence: lock.packages[`node_modules/${name}`]?.license ?? 'none' }))
      .filter(({ licence }) => !allowed.has(licence));
    expect(others).toEqual([]);
  });
});
