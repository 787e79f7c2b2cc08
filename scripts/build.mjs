import './node-version.mjs';
import { buildBundle } from './bundle.mjs';
import { installPackages } from './packages.mjs';
import { tell } from './project.mjs';
import { buildScreens } from './screens.mjs';

await installPackages({ withDevelopment: false });

const parts = [...(await buildScreens()), await buildBundle()];
for (const { name, code, output } of parts) tell(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}${output === '' ? '' : `\n${output}`}`);
process.exitCode = parts.some(part => part.code !== 0) ? 1 : 0;
