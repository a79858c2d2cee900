/**
 * @typedef {object} EngineRequest
 * @property {string} url connection string of the database
 * @property {string[]} datamodels paths of the schema files
 * @property {string | null} databaseCommand `can-connect-to-database`, `create-database` or `drop-database`
 * @property {boolean} wantsVersion
 */

/**
 * Reads the command line that the Prisma CLI gives to its schema engine.
 * @param {string[]} args
 * @param {string | undefined} fallbackUrl used when `--datasource` names no URL
 * @returns {EngineRequest}
 */
export function parseArguments(args, fallbackUrl) {
  /** @type {EngineRequest} */
  const request = {
    url: fallbackUrl ?? 'postgresql://127.0.0.1:1/unset',
    datamodels: [],
    databaseCommand: null,
    wantsVersion: false,
  };
  const rest = [...args];
  while (rest.length > 0) {
    const flag = rest.shift();
    if (flag === '--datamodels') request.datamodels.push(rest.shift() ?? '');
    else if (flag === '--datasource') request.url = JSON.parse(rest.shift() ?? '{}').url ?? request.url;
    else if (flag === 'cli') request.databaseCommand = rest.shift() ?? null;
    else if (flag === '--version' || flag === '-V') request.wantsVersion = true;
    else if (flag?.startsWith('--')) rest.shift();
  }
  return request;
}
