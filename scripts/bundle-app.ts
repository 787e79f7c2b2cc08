import { buildApp, PROJECT } from '../local/forge/bundle/build';
import { readManifest } from '../local/forge/manifest';

/** Bundles `src/` as `forge deploy` would, into the place where `npm start` and the tests look for it. */
buildApp(PROJECT, readManifest(PROJECT)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
