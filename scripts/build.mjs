import './node-version.mjs';
import { buildBundle } from './bundle.mjs';
import { installPackages } from './packages.mjs';
import { tell } from './project.mjs';
import { buildScreens } from './screens.mjs';

/** `npm run build`; with `--screens` only what Vite builds. */
const builds = process.argv.includes('--screens') ? [buildScreens] : [buildScreens, buildBundle];

await installPackages({ withDevelopment: false });

const built = (await Promise.all(builds.map(build => build()))).flat();
for (const { name, code, output } of built) {
  tell(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}${output === '' ? '' : `\n${output}`}`);
}
process.exitCode = built.some(({ code }) => code !== 0) ? 1 : 0;
