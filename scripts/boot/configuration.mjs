import { existsSync } from 'node:fs';
import path from 'node:path';
import { tsImport } from 'tsx/esm/api';
import { ROOT } from './project.mjs';
import { Refusal } from './say.mjs';

/**
 * @typedef {import('../../lib/platform/env').Env} Env
 * @typedef {object} Configuration
 * @property {Env} env checked values
 * @property {string} dataFolder absolute path of DATA_DIR
 * @property {boolean} portIsChosen whether the person named a port
 */

/**
 * Reads `.env.local` and `.env` (variables that are set already win, as in Next.js) and checks everything.
 * @returns {Promise<Configuration>}
 * @throws {Refusal} with the one sentence that says which value is wrong, and why
 */
export async function readConfiguration() {
  for (const name of ['.env.local', '.env']) {
    const file = path.join(ROOT, name);
    if (existsSync(file)) process.loadEnvFile(file);
  }
  const env = await checkEnvironment();
  return {
    env,
    dataFolder: path.resolve(ROOT, env.DATA_DIR),
    portIsChosen: Boolean(process.env.PORT?.trim()),
  };
}

/** @returns {Promise<Env>} */
async function checkEnvironment() {
  const { loadEnv } = await tsImport('../../lib/platform/env.ts', import.meta.url);
  try {
    return loadEnv(process.env);
  } catch (error) {
    throw toRefusal(error);
  }
}

/**
 * Checks the file that STRAND_CONFIG names. Only a start needs it to be right: what is said about accounts or found by
 * the doctor does not depend on it.
 * @param {Pick<Env, 'STRAND_CONFIG'>} env
 * @throws {Refusal} with the file, the line and what is wrong there
 */
export async function checkModelsFile({ STRAND_CONFIG: file }) {
  if (file === undefined) return;
  const { readConfigFile } = await tsImport('../../lib/models/catalogue/file-watch.ts', import.meta.url);
  try {
    readConfigFile(path.resolve(ROOT, file));
  } catch (error) {
    throw toRefusal(error);
  }
}

/** @param {unknown} error @returns {unknown} */
function toRefusal(error) {
  const { publicMessage } = /** @type {{ publicMessage?: string }} */ (error);
  return publicMessage ? new Refusal(publicMessage, { cause: error }) : error;
}
