/**
 * What the app's processes get on top of the variables that are set.
 * @param {object} parts
 * @param {import('./configuration.mjs').Env} parts.env
 * @param {string} parts.dataFolder
 * @param {import('./data-folder.mjs').Secrets} parts.secrets
 * @param {string} parts.databaseUrl
 * @param {number} parts.port
 * @param {number} parts.realtimePort
 * @param {boolean} [parts.dev]
 * @returns {NodeJS.ProcessEnv}
 */
export function completeEnvironment({
  env,
  dataFolder,
  secrets,
  databaseUrl,
  port,
  realtimePort,
  dev = false,
}) {
  const appUrl = env.APP_URL ?? `http://localhost:${port}`;
  const embeddedPusher = {
    EMBEDDED_PUSHER_APP_ID: secrets.pusherAppId,
    EMBEDDED_PUSHER_KEY: secrets.pusherKey,
    EMBEDDED_PUSHER_SECRET: secrets.pusherSecret,
  };
  return {
    NODE_ENV: dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    PORT: String(port),
    HOST: env.HOST,
    APP_URL: appUrl,
    NEXTAUTH_URL: appUrl,
    NEXTAUTH_SECRET: env.NEXTAUTH_SECRET ?? secrets.nextAuthSecret,
    DATA_DIR: dataFolder,
    DATABASE_URL: databaseUrl,
    REALTIME_PORT: String(realtimePort),
    ...(env.PUSHER_APP_ID ? {} : embeddedPusher),
  };
}
