import { startApp } from './app';

/** Starts the app that most specs share; its address is their `baseURL`. */
export default async function startSharedApp(): Promise<() => Promise<void>> {
  const app = await startApp();
  process.env.STRAND_E2E_URL = app.url;
  return () => app.remove();
}
