import { freePort, isFree, nextFreePort } from '../free-port.mjs';
import { buildApp } from './build.mjs';
import { checkModelsFile, readConfiguration } from './configuration.mjs';
import { openDataFolder } from './data-folder.mjs';
import { migrate, provideDatabase } from './database.mjs';
import { describeSetup } from './describe-setup.mjs';
import { completeEnvironment } from './environment.mjs';
import { generateClient } from './generate.mjs';
import { planProcesses } from './process-plans.mjs';
import { claimDataFolder } from './running-app.mjs';
import { Refusal, say } from './say.mjs';
import { superviseProcess } from './supervise.mjs';
import { waitForHealth } from './wait-for-health.mjs';
import { watchLauncher } from './watch-launcher.mjs';

/**
 * Starts everything, says where it is, and runs until it is told to stop.
 * @param {{ dev: boolean }} mode
 */
export async function startStrand({ dev }) {
  const { env, dataFolder, portIsChosen } = await readConfiguration();
  await checkModelsFile(env);
  const data = openDataFolder(dataFolder);
  const claim = await claimDataFolder(data);
  const shutdown = prepareShutdown(claim);
  try {
    const port = await choosePort(env, portIsChosen);
    const realtimePort = env.REALTIME_PORT ?? (await freePort());
    const database = await provideDatabase({
      databaseUrl: env.DATABASE_URL,
      dataFolder: data.folder,
      password: data.secrets.postgresPassword,
    });
    shutdown.last(database.stop);
    database.watch();
    await Promise.all([migrate(database.url), generateClient()]);
    const variables = completeEnvironment({
      ...{
        env,
        dataFolder: data.folder,
        secrets: data.secrets,
        databaseUrl: database.url,
        port,
        realtimePort,
        dev,
      },
    });
    if (!dev) await buildApp(variables);
    if (shutdown.isStopping()) return;
    const processes = planProcesses({ dev, host: env.HOST, port, env: variables }).map(superviseProcess);
    for (const { stop } of processes) shutdown.first(stop);
    await waitForHealth({ host: env.HOST, port, isStopping: shutdown.isStopping });
    if (shutdown.isStopping()) return;
    const url = variables.APP_URL ?? '';
    claim.describe(() => ({
      ...{ state: 'running', port, realtimePort, url },
      processes: Object.fromEntries(processes.map(({ name, pid }) => [name, pid()])),
    }));
    console.log(`Strand is ready: ${url}`);
    for (const sentence of describeSetup(env, data.folder)) console.log(sentence);
  } catch (error) {
    await shutdown.run();
    throw error;
  }
}

/** @param {import('./configuration.mjs').Env} env @param {boolean} portIsChosen */
async function choosePort(env, portIsChosen) {
  if (!portIsChosen) return nextFreePort(env.PORT, env.HOST);
  if (await isFree(env.PORT, env.HOST)) return env.PORT;
  throw new Refusal(`Port ${env.PORT} is taken: stop what uses it, or set another PORT.`);
}

/**
 * Collects what has to be stopped and stops it once: the processes together, then the database, then the claim.
 * @param {import('./running-app.mjs').Claim} claim
 */
function prepareShutdown(claim) {
  /** @type {(() => Promise<void>)[]} */
  const processes = [];
  /** @type {(() => Promise<void>)[]} */
  const foundations = [];
  /** @type {Promise<void> | undefined} */
  let running;
  const run = () => {
    running ??= (async () => {
      claim.describe(() => ({ state: 'stopping' }));
      await Promise.all(processes.map((stop) => stop()));
      for (const stop of foundations) await stop();
      await claim.release();
    })();
    return running;
  };
  const stopAndExit = () => {
    if (!running) say('Stopping …');
    run().then(
      () => process.exit(0),
      (error) => {
        say(String(error));
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stopAndExit);
  watchLauncher(stopAndExit);
  return {
    run,
    isStopping: () => running !== undefined,
    first: (/** @type {() => Promise<void>} */ stop) => processes.push(stop),
    last: (/** @type {() => Promise<void>} */ stop) => foundations.push(stop),
  };
}
