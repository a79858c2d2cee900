// `npm run validate`: everything that can be checked without running the app.
import { installPackages } from './boot/install-packages.mjs';
import { continueOnOwnNode } from './boot/own-node.mjs';
import { runMain } from './boot/say.mjs';

await runMain(async () => {
  await installPackages({ withDev: true });
  await continueOnOwnNode();
  const { runChecks } = await import('./validate/run-checks.mjs');
  process.exitCode = await runChecks();
});
