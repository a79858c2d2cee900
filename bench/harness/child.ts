import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { spawnFollower } from '../../scripts/boot/spawn-follower.mjs';
import type { Usage } from './usage';

type Reply = { replyTo?: number; answer?: unknown; error?: string; ready?: unknown };

/** A process of the benchmark's own, which answers questions; see answer-parent.mjs. */
export type Child = {
  /** Asks for something by name and returns what the process answers. */
  ask<Answer>(name: string, given?: unknown): Promise<Answer>;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
};

/** Starts a program under this Node. It ends when this process does. */
export function startChild(args: string[], env: Record<string, string> = {}): Child {
  const child = spawnFollower(args, { env: env as NodeJS.ProcessEnv });
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (part: string) => {
      printed = (printed + part).slice(-4000);
    });
  }
  child.on('message', ({ replyTo, answer, error }: Reply) => {
    const asked = replyTo === undefined ? undefined : waiting.get(replyTo);
    if (replyTo === undefined || !asked) return;
    waiting.delete(replyTo);
    if (error === undefined) asked.resolve(answer);
    else asked.reject(new Error(error));
  });
  child.once('exit', (code, signal) => {
    const failure = new Error(`${args.at(-1)} ended (${signal ?? code}):\n${printed}`);
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
  });
  let lastNumber = 0;
  const ask = <Answer>(name: string, given?: unknown) =>
    new Promise<Answer>((resolve, reject) => {
      lastNumber += 1;
      waiting.set(lastNumber, { resolve: resolve as (answer: unknown) => void, reject });
      child.send({ ask: lastNumber, name, given }, (error) => error && reject(error));
    });
  return { ask, usage: () => ask<Usage>('usage'), stop: () => stopChild(child) };
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await ended;
  clearTimeout(timer);
}
