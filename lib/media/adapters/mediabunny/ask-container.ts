import { once } from 'node:events';
import path from 'node:path';
import * as threads from 'node:worker_threads';

/** The app always runs from its own folder; inside a bundle `import.meta.url` would name the bundle. */
const threadFile = path.join(process.cwd(), 'lib/media/adapters/mediabunny/container-child.mjs');

/** Tables of the longest film take a tenth of it. */
const MEMORY_MEGABYTES = 512;

export type ContainerTask =
  | { task: 'describe'; file: string }
  | { task: 'remux'; file: string; target: string; format: string; tracks: string[] };

/**
 * Has a thread of its own look into a container. It is ended when `signal` is aborted, which should come with a
 * deadline. Throws when the file cannot be read, and the signal's reason.
 */
export async function askContainer<T>(task: ContainerTask, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const thread = new threads.Worker(threadFile, {
    workerData: task,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MEGABYTES },
  });
  // Also after nobody waits any more: an error that nobody hears would end the process.
  thread.on('error', () => {});
  try {
    const gone = once(thread, 'exit').then(() => {
      throw new Error('The thread ended without an answer.');
    });
    // Of the three that are waited for, the others may fail later without anyone listening.
    gone.catch(() => {});
    const [answer] = await Promise.race([once(thread, 'message', { signal }), gone]);
    return answer as T;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    await thread.terminate();
  }
}
