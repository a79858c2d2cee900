// `npm test`: every test there is, from a bare clone. The last line holds the counts.
import { installPackages } from './boot/install-packages.mjs';
import { continueOnOwnNode } from './boot/own-node.mjs';
import { runMain } from './boot/say.mjs';

await runMain(async () => {
  await installPackages({ withDev: true });
  await continueOnOwnNode();
  const { runTests } = await import('./test/run-tests.mjs');
  process.exitCode = await runTests();
});
