import { startChild } from './child';
import type { Usage } from './usage';

/** Bare Node between client and provider, in a process of its own. */
export type Relay = {
  /** Passes the provider's bytes on. */
  bytesUrl: string;
  /** Parses each event and writes it anew. */
  parsingUrl: string;
  usage(): Promise<Usage>;
  close(): Promise<void>;
};

export async function startRelay(providerUrl: string): Promise<Relay> {
  const child = startChild(['--import', 'tsx', 'bench/harness/relay-child.ts']);
  const url = await child.ask<string>('relay', { providerUrl });
  return { bytesUrl: `${url}/bytes`, parsingUrl: `${url}/parsed`, usage: child.usage, close: child.stop };
}
