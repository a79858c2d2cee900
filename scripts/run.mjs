// Runs one of the project's own programs in the app's surroundings: node scripts/run.mjs <file.ts> [arguments]
import { installPackages } from './boot/install-packages.mjs';
import { continueOnOwnNode } from './boot/own-node.mjs';
import { runMain } from './boot/say.mjs';

await runMain(async () => {
  await installPackages({ withDev: false });
  await continueOnOwnNode();
  const { runProgram } = await import('./boot/run-program.mjs');
  process.exitCode = await runProgram(process.argv.slice(2));
});
