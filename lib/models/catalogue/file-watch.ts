import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '@/lib/kernel';
import { env } from '@/lib/platform/env';
import { logger } from '@/lib/platform/logger';
import { configSchema } from './config-schema';
import defaults from './defaults.json';
import { invalidConfig, type ReadConfig, readFile } from './read-file';

/** Whoever edits the file waits no longer; whoever is answered meanwhile pays for one look. */
const LOOK_EVERY_MS = 1_000;

export const shipped: ReadConfig = { config: configSchema.parse(defaults), models: {} };

/** Keeps the last good state of the file that STRAND_CONFIG names, looking at it when it is used. */
export class FileWatch {
  #file: string | null = null;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #stamp = '';
  #good: ReadConfig | null = null;
  #problem: AppError | null = null;

  /** Throws `config.invalid` while the file is wrong and was never right. */
  read(): ReadConfig {
    this.#look();
    if (this.#good) return this.#good;
    throw this.#problem ?? invalidConfig('STRAND_CONFIG cannot be read.');
  }

  /** What is wrong now, in one sentence, or null. */
  problem(): string | null {
    this.#look();
    return this.#problem?.publicMessage ?? null;
  }

  isReadable(): boolean {
    this.#look();
    return this.#good !== null;
  }

  #look(): void {
    const { STRAND_CONFIG } = env();
    const file = STRAND_CONFIG === undefined ? null : path.resolve(STRAND_CONFIG);
    const now = performance.now();
    if (file === this.#file && this.#lookedAt + LOOK_EVERY_MS > now) return;
    this.#lookedAt = now;
    if (file !== this.#file || (file === null && this.#good === null)) {
      this.#file = file;
      this.#stamp = '';
      this.#good = file === null ? shipped : null;
      this.#problem = null;
    }
    if (file !== null) this.#readIfChanged(file);
  }

  #readIfChanged(file: string): void {
    const stamp = stampOf(file);
    if (stamp === this.#stamp) return;
    const isFirst = this.#stamp === '';
    this.#stamp = stamp;
    try {
      this.#good = readConfigFile(file);
      this.#problem = null;
      if (!isFirst) logger.info('configuration taken over', { file });
    } catch (error) {
      if (!AppError.isInstance(error)) throw error;
      this.#problem = error;
      logger.error(error.publicMessage, this.#good ? { kept: 'the configuration before it' } : {});
    }
  }
}

/** Reads an operator's file. Throws `config.invalid` with a sentence that names the file and, where there is one, the line. */
export function readConfigFile(file: string): ReadConfig {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw invalidConfig(`STRAND_CONFIG names ${file}, which cannot be read.`, error);
  }
  return readFile(file, text, shipped.config);
}

/** Editors replace files as often as they write into them. */
function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.ino}:${stat.size}:${stat.mtimeMs}` : 'none';
}
