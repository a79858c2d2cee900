import { overrideEnv } from '@/lib/platform/env';
import { type App, startApp } from './app';
import { type BenchDatabase, createBenchDatabase } from './bench-database';
import { type Provider, startProvider } from './provider';
import { type Relay, startRelay } from './relay';

type Closing = { close(): Promise<unknown> };

/** What the benchmarks share. Each thing is made when it is first asked for, and lasts until the end. */
export class Bench {
  readonly #closings: Closing[] = [];
  readonly #made = new Map<string, Promise<unknown>>();

  database(): Promise<BenchDatabase> {
    return this.#share('database', async () => {
      overrideEnv({ LOG_LEVEL: 'error' });
      return createBenchDatabase();
    });
  }

  provider(): Promise<Provider> {
    return this.#share('provider', startProvider);
  }

  relay(): Promise<Relay> {
    return this.#share('relay', async () => startRelay((await this.provider()).url));
  }

  app(): Promise<App> {
    return this.#share('app', async () => {
      const [{ url: databaseUrl }, { url: providerUrl }] = [await this.database(), await this.provider()];
      return startApp({ databaseUrl, providerUrl });
    });
  }

  /** Ends everything, the latest first. */
  async close(): Promise<void> {
    for (const thing of this.#closings) await thing.close();
  }

  #share<Thing extends Closing>(name: string, make: () => Promise<Thing>): Promise<Thing> {
    const made =
      (this.#made.get(name) as Promise<Thing> | undefined) ??
      make().then((thing) => {
        this.#closings.unshift(thing);
        return thing;
      });
    this.#made.set(name, made);
    return made;
  }
}
