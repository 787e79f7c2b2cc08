import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { program, root, run } from './project.mjs';

const leftOut = new Set(['node_modules', 'dist', '.build']);

function filesUnder(folder) {
  if (!existsSync(root + folder)) return [];
  return readdirSync(root + folder, { withFileTypes: true })
    .filter(entry => !leftOut.has(entry.name))
    .flatMap(entry => (entry.isDirectory() ? filesUnder(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]))
    .sort();
}

function hashOf(folders) {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', ...folders.flatMap(filesUnder)]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(root + file))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Every page that Vite builds: a folder of `static/` with an index.html each, and the pages of the local site. */
function findScreens() {
  const pages = readdirSync(`${root}static`).filter(name => existsSync(`${root}static/${name}/index.html`));
  const screens = pages.map(page => ({
    name: page,
    folder: 'static',
    env: { PAGE: page },
    into: `static/dist/${page}`,
    madeOf: ['static', 'src/contract'],
  }));
  if (existsSync(`${root}local/pages/vite.config.ts`)) {
    screens.push({
      name: 'local-site',
      folder: 'local/pages',
      env: {},
      into: 'local/pages/dist',
      madeOf: ['local', 'src'],
    });
  }
  return screens;
}

/** Beside the packages: a new installation builds anew, and what is deployed holds no file of ours. */
const marks = `${root}node_modules/.cache/screens`;

async function buildScreen({ name, folder, env, into, madeOf }) {
  const hash = hashOf(madeOf);
  const mark = `${marks}/${name}.json`;
  if (existsSync(mark) && existsSync(`${root}${into}/index.html`)) {
    const built = JSON.parse(readFileSync(mark, 'utf8'));
    if (built.hash === hash) return { name, code: 0, output: built.output };
  }

  rmSync(mark, { force: true });
  // At this level Vite is silent unless something is wrong.
  const { code, output } = await run([...program('vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: root + folder,
    // Vite warns of a future default for how it reads its own configuration; nothing of the screens depends on it.
    env: { ...env, NODE_ENV: 'production', VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' },
  });
  if (code === 0) {
    mkdirSync(marks, { recursive: true });
    writeFileSync(mark, JSON.stringify({ hash, output: output.trim() }));
  }
  return { name, code, output: output.trim() };
}

/**
 * Builds the screens whose sources changed since their last build, all at the same time.
 *
 * @returns {Promise<{ name: string, code: number, output: string }[]>} `output` holds warnings and errors of Vite
 */
export function buildScreens() {
  return Promise.all(findScreens().map(buildScreen));
}
