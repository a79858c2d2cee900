import type { Usage } from './usage';

const LOOK_MS = 25;

/** Does the work and tells how far the memory of the watched process rose above what it was before, in bytes. */
export async function watchMemory(
  usage: () => Promise<Usage>,
  work: () => Promise<unknown>,
): Promise<number> {
  const { rssBytes: before } = await usage();
  let highest = before;
  let isOver = false;
  const looking = (async () => {
    while (!isOver) {
      highest = Math.max(highest, (await usage()).rssBytes);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  })();
  try {
    await work();
  } finally {
    isOver = true;
    await looking;
  }
  return Math.max(highest, (await usage()).rssBytes) - before;
}
