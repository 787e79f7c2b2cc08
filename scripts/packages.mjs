import { existsSync, readFileSync } from 'node:fs';
import { run, root, tell } from './project.mjs';

/**
 * Whether `node_modules` holds what `package-lock.json` asks for. npm writes what it installed to
 * `node_modules/.package-lock.json` as its last act, so an installation that was broken off counts as none.
 *
 * @param {{ packages: Record<string, object> }} wanted package-lock.json
 * @param {{ packages: Record<string, object> } | null} present node_modules/.package-lock.json
 * @param {{ withDevelopment: boolean }} options false asks only for what `npm start` needs
 */
export function isInstalled(wanted, present, { withDevelopment }) {
  if (present === null) return false;
  return Object.entries(wanted.packages).every(([path, entry]) => {
    const isOfProject = !path.includes('node_modules/');
    // Optional packages are those of other operating systems, mostly: npm decides about them.
    if (isOfProject || entry.optional || entry.devOptional) return true;
    if (entry.dev && !withDevelopment) return true;
    const installed = present.packages[path];
    return installed !== undefined && installed.version === entry.version;
  });
}

function readJson(path) {
  return existsSync(root + path) ? JSON.parse(readFileSync(root + path, 'utf8')) : null;
}

/**
 * Installs the packages that are missing, with one line that says so. Ends the process with one sentence where that
 * can't be done.
 *
 * @param {{ withDevelopment: boolean }} wish false installs only what `npm start` needs, which is faster
 */
export async function installPackages({ withDevelopment }) {
  const wanted = readJson('package-lock.json');
  const present = readJson('node_modules/.package-lock.json');
  if (isInstalled(wanted, present, { withDevelopment })) return;

  // Whoever had the tools of development keeps them when a package is added.
  const hasDevelopment = present !== null && Object.values(present.packages).some(entry => entry.dev);
  const omits = !withDevelopment && !hasDevelopment;
  tell(`Installing packages${omits ? '' : ' and development tools'} (npm ci, a minute or so the first time) ...`);

  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];
  const which = omits ? '--omit=dev' : '--include=dev';
  const { code, output } = await run([...npm, 'ci', ...quiet, which]);
  if (code === 0) return;
  tell(output.trim());
  tell('The packages could not be installed (npm says why above). Mend that, then type the command again.');
  process.exit(1);
}
