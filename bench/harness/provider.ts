import { startChild } from './child';
import type { Usage } from './usage';
import type { Script } from './wire';

/** A provider on this machine, in a process of its own, that speaks OpenAI's wire. */
export type Provider = {
  /** Base URL, as OPENAI_BASE_URL takes it. */
  url: string;
  /** How requests are answered from now on. */
  follow(script: Script): Promise<void>;
  usage(): Promise<Usage>;
  close(): Promise<void>;
};

export async function startProvider(): Promise<Provider> {
  const child = startChild(['--import', 'tsx', 'bench/harness/provider-child.ts']);
  return {
    url: await child.ask<string>('url'),
    follow: (script) => child.ask('follow', script),
    usage: child.usage,
    close: child.stop,
  };
}
