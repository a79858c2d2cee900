import { startChild } from './child';
import type { Usage } from './usage';

/** A server in a process of its own that writes each request into a file, and does nothing else. */
export type Sink = { url: string; usage(): Promise<Usage>; close(): Promise<void> };

export async function startSink(folder: string): Promise<Sink> {
  const child = startChild(['--import', 'tsx', 'bench/harness/sink-child.ts']);
  await child.ask('useFolder', folder);
  return { url: await child.ask<string>('url'), usage: child.usage, close: child.stop };
}
