import { env } from '@/lib/platform/env';
import { config } from '../catalogue/config';
import type { Provider } from '../ports';
import { Engine, type EngineState, type Modality } from './engine';

type Held = { engine: Engine; provider: string; modality: Modality };
type Registry = { key: string; engines: Map<string, Held> };

// Next may load this file more than once in a process; the copies must see the same failures.
const holder = globalThis as unknown as { strandEngines?: Registry };
let lastEnv: unknown;
let lastKey = '';

/** The guard of a provider's way of doing one kind of work. */
export function engineFor({ id, name, offline }: Provider, modality: Modality): Engine {
  const { engines } = registry();
  const key = `${id}:${modality}`;
  const held = engines.get(key);
  if (held) return held.engine;
  const engine = new Engine(name, () => limitsOf(modality, offline));
  engines.set(key, { engine, provider: id, modality });
  return engine;
}

export type EngineReport = EngineState & { provider: string; modality: Modality };

/** Every engine that was used in this process. */
export function readEngines(): EngineReport[] {
  return [...registry().engines.values()].map(({ engine, provider, modality }) => ({
    ...{ provider, modality },
    ...engine.state(),
  }));
}

/** What is known of a server is of no use when another one is configured in its place. */
function registry(): Registry {
  const current = env();
  if (current !== lastEnv) {
    lastEnv = current;
    lastKey = JSON.stringify(current);
  }
  if (holder.strandEngines?.key !== lastKey) holder.strandEngines = { key: lastKey, engines: new Map() };
  return holder.strandEngines;
}

/** Talking with the built-in engine takes next to nothing: nobody waits for a place. */
function limitsOf(modality: Modality, offline: boolean) {
  const { concurrency, queue } = config().engines;
  const isFree = offline && modality === 'language';
  return { concurrency: isFree ? Number.MAX_SAFE_INTEGER : concurrency[modality], queue };
}
