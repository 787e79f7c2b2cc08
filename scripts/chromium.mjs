import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter } from 'node:path';
import { run, tell } from './project.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Path of a Chromium on this machine: the one that `CHROMIUM_PATH` names, else one that is installed, else null. */
export function findChromium() {
  if (process.env.CHROMIUM_PATH) return isProgram(process.env.CHROMIUM_PATH) ? process.env.CHROMIUM_PATH : null;
  const folders = (process.env.PATH ?? '').split(delimiter).filter(folder => folder !== '');
  const places = names.flatMap(name => folders.map(folder => `${folder}/${name}`));
  return [...places, ...usualPlaces].find(isProgram) ?? null;
}

const canInstall = () => process.getuid?.() === 0 && existsSync('/etc/debian_version') && isProgram('/usr/bin/apt-get');

/**
 * Path of a Chromium, installed from Debian's package where that is possible.
 *
 * @returns {Promise<{ path: string } | { path: null, sentence: string }>} the sentence says what to do
 */
export async function provideChromium() {
  const found = findChromium();
  if (found !== null) return { path: found };

  if (process.env.CHROMIUM_PATH) {
    return {
      path: null,
      sentence: `CHROMIUM_PATH names ${process.env.CHROMIUM_PATH}, which is no program: correct it or unset it.`,
    };
  }
  const advice = 'install Chromium or Chrome, or set CHROMIUM_PATH to the program of one, and run npm test again.';
  if (!canInstall()) return { path: null, sentence: `The browser tests need a Chromium and found none: ${advice}` };

  tell('Installing Chromium for the browser tests (apt-get install chromium) ...');
  const quiet = { env: { DEBIAN_FRONTEND: 'noninteractive' }, timeLimitMs: 300_000 };
  const update = await run(['apt-get', 'update', '-qq'], quiet);
  const install = await run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium'], quiet);
  const installed = findChromium();
  if (installed !== null) return { path: installed };
  tell((update.output + install.output).trim());
  return {
    path: null,
    sentence: `Debian's package of Chromium could not be installed (apt-get says why above): ${advice}`,
  };
}
