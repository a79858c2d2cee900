// `npm start`: from a bare clone to a running Strand, with nothing but Node and npm. Until the packages are there,
// only files that need none of them may be imported.
import { installPackages } from './boot/install-packages.mjs';
import { continueOnOwnNode } from './boot/own-node.mjs';
import { runMain } from './boot/say.mjs';

await runMain(async () => {
  await installPackages({ withDev: false });
  await continueOnOwnNode();
  const { startStrand } = await import('./boot/start-strand.mjs');
  await startStrand({ dev: process.argv.includes('--dev') });
});
