import type { Config } from './config-schema';
import { FileWatch } from './file-watch';
import type { ModelOverride } from './override-schema';

// Next may load this file more than once in a process: one look at the file is enough for all.
const holder = globalThis as unknown as { strandConfigFile?: FileWatch };

function watch(): FileWatch {
  holder.strandConfigFile ??= new FileWatch();
  return holder.strandConfigFile;
}

/**
 * The configuration of today: what is shipped, with the operator's file laid over it. Throws `config.invalid` when the
 * file is wrong and was never right in this process.
 */
export function config(): Config {
  return watch().read().config;
}

/** What the operator's file says of models, by id; the same object as long as the file is the same. */
export function modelOverrides(): Record<string, ModelOverride> {
  return watch().read().models;
}

/** What is wrong with the operator's file now, in one sentence, or null. */
export function configProblem(): string | null {
  return watch().problem();
}

/** False while the operator's file is wrong and was never right in this process. */
export function hasConfig(): boolean {
  return watch().isReadable();
}
