import { spawn } from 'node:child_process';
import { freePort } from '../free-port.mjs';
import { withLock } from '../local-lock.mjs';
import { readConfiguration } from './configuration.mjs';
import { openDataFolder } from './data-folder.mjs';
import { migrate, provideDatabase } from './database.mjs';
import { completeEnvironment } from './environment.mjs';
import { generateClient } from './generate.mjs';
import { ROOT } from './project.mjs';
import { findRunningApp } from './running-app.mjs';

/**
 * Runs a TypeScript program with the app's configuration, secrets and database: beside a running Strand on the same
 * data folder, or with the embedded database started for as long as the program runs.
 * @param {string[]} command file and arguments
 * @returns {Promise<number>} the program's exit code
 */
export async function runProgram(command) {
  const { env, dataFolder } = await readConfiguration();
  const data = openDataFolder(dataFolder);
  const beside = await findRunningApp(data);
  const run = async () => {
    const database = await provideDatabase({
      databaseUrl: env.DATABASE_URL,
      dataFolder: data.folder,
      password: data.secrets.postgresPassword,
    });
    try {
      await Promise.all([migrate(database.url), generateClient()]);
      const variables = completeEnvironment({
        env: { ...env, APP_URL: beside?.url ?? env.APP_URL },
        dataFolder: data.folder,
        secrets: data.secrets,
        databaseUrl: database.url,
        port: beside?.port ?? env.PORT,
        realtimePort: beside?.realtimePort ?? env.REALTIME_PORT ?? (await freePort()),
      });
      return await runToEnd(command, variables);
    } finally {
      // A Strand that was started meanwhile has adopted the database.
      if (!database.adopted && !(await findRunningApp(data))) await database.stop();
    }
  };
  // One at a time where nothing else keeps the database running: the first to end would stop it for the others.
  return beside ? run() : withLock(`run:${data.folder}:${data.secrets.postgresPassword}`, run);
}

/** @param {string[]} command @param {NodeJS.ProcessEnv} variables @returns {Promise<number>} */
function runToEnd(command, variables) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', ...command], {
      cwd: ROOT,
      env: { ...process.env, ...variables },
      stdio: 'inherit',
    });
    // The terminal sends Ctrl-C to the program as well; we outlast it, to stop the database.
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
      process.on(signal, () => child.kill(signal));
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
