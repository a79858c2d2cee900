import path from 'node:path';
import * as threads from 'node:worker_threads';
import { createBoundedWork } from '../../bounded-work';

/** The app always runs from its own folder; inside a bundle `import.meta.url` would name the bundle. */
const threadFile = path.join(process.cwd(), 'lib/media/adapters/inspector/inspect-media-child.mjs');

/**
 * How many at a time. A question takes milliseconds; two threads keep a slow film from holding up the others. What the
 * first bytes tell is asked of every file, and never waits for films.
 */
const THREADS = { signature: 1, tracks: 2 };
const MEMORY_MEGABYTES = 512;

export type Question =
  | { task: 'signature'; bytes: Uint8Array }
  /** `startsAtBox`: a QuickTime film from before files named their brand. */
  | { task: 'tracks'; file: string; startsAtBox: boolean };

const bounded = {
  signature: createBoundedWork(THREADS.signature),
  tracks: createBoundedWork(THREADS.tracks),
};
const idle: threads.Worker[] = [];

/**
 * Puts a question to a parser in a thread of its own, which is ended when it takes longer than `timeoutMs` or more
 * memory than it may. Throws when the parser fails or was ended.
 */
export function ask<T>(question: Question, timeoutMs: number): Promise<T> {
  return bounded[question.task](async () => {
    const thread = idle.pop() ?? start();
    // Only while it works does it keep the process alive.
    thread.ref();
    const { value, failure } = await exchange(thread, question, timeoutMs).catch((error: unknown) => {
      void thread.terminate();
      throw error;
    });
    thread.unref();
    idle.push(thread);
    if (failure !== undefined) throw new Error(failure);
    return value as T;
  });
}

function start(): threads.Worker {
  const thread = new threads.Worker(threadFile, {
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MEGABYTES },
  });
  // Also between questions: an error that nobody hears would end the process.
  thread.on('error', () => drop(thread));
  thread.on('exit', () => drop(thread));
  return thread;
}

function drop(thread: threads.Worker): void {
  const place = idle.indexOf(thread);
  if (place !== -1) idle.splice(place, 1);
}

type Answer = { value?: unknown; failure?: string };

function exchange(thread: threads.Worker, question: Question, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      thread.off('message', take).off('error', fail).off('exit', leave);
      act();
    };
    const take = (answer: Answer) => settle(() => resolve(answer));
    const fail = (error: unknown) => settle(() => reject(error));
    const leave = () => fail(new Error('The inspecting thread ended.'));
    const timer = setTimeout(
      () => fail(new Error(`Inspecting took longer than ${timeoutMs} ms.`)),
      timeoutMs,
    );
    thread.on('message', take).on('error', fail).on('exit', leave);
    thread.postMessage(question);
  });
}
