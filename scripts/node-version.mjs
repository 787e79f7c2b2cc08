/**
 * Says in one sentence that Node is too old, and ends. Imported first and written for old versions of Node, which
 * would otherwise answer with a syntax error from somewhere in the packages.
 */
const [major, minor] = process.versions.node.split('.').map(Number);

// Vite 8 and eslint 10 ask for ^20.19, ^22.13 or 24 and newer.
const isSupported = (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major >= 24;

if (!isSupported) {
  process.stderr.write(
    `This project needs Node 20.19, 22.13, 24 or newer, and this is Node ${process.versions.node}. ` +
      'Install a newer one (https://nodejs.org) and type the command again.\n',
  );
  process.exit(1);
}
