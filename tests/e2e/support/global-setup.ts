import { startApp } from './app';

/**
 * Starts the app that most specs share; its address is their `baseURL`. With STRAND_E2E_URL and STRAND_E2E_DATA set,
 * they use the one that runs there.
 */
export default async function startSharedApp(): Promise<() => Promise<void>> {
  if (process.env.STRAND_E2E_URL) return async () => {};
  const app = await startApp();
  process.env.STRAND_E2E_URL = app.url;
  process.env.STRAND_E2E_DATA = app.dataFolder;
  return () => app.remove();
}
