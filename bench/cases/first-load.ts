import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../../scripts/boot/project.mjs';
import type { Bench } from '../harness/bench';
import { count, kilobytes } from '../harness/figures';
import type { BenchCase } from '../harness/line';
import { seedConversation } from '../harness/seed-conversation';
import { signIn } from '../harness/sign-in';
import { sum } from '../harness/statistics';

const BUILD = path.join(ROOT, '.next');

export const firstLoad: BenchCase<Bench> = {
  name: 'first-load',
  title: 'JavaScript that a page loads at first (gzip)',
  async run(bench) {
    const [{ pool }, app] = [await bench.database(), await bench.app()];
    const id = await seedConversation(pool, app.ownerId, { messageCount: 20 });
    const chat = await scriptsOf(`${app.url}/c/${id}`, await signIn(app));
    const hello = await scriptsOfEveryPage();
    const [chatBytes, helloBytes] = [await gzipBytes(chat), await gzipBytes(hello)];
    return [
      {
        title: 'the page of a conversation ÷ what every page of this build loads, also one that says hello',
        value: chatBytes / helloBytes,
        unit: '×',
        target: 1.6,
        beside: [
          kilobytes('chat', chatBytes),
          kilobytes('hello', helloBytes),
          count('files of chat', chat.length),
          count('files of hello', hello.length),
        ],
      },
    ];
  },
};

/**
 * Every script that the page names: in tags, and in the data from which React asks for components at once. What is
 * loaded later, when it is needed, is not named there.
 */
async function scriptsOf(url: string, cookie: string): Promise<string[]> {
  const response = await fetch(url, { headers: { cookie }, redirect: 'manual' });
  if (response.status !== 200) throw new Error(`${url} was answered ${response.status}.`);
  const page = (await response.text()).replace(/<script[^>]*nomodule[^>]*>/gi, '');
  const named = page.matchAll(/\/_next\/(static\/chunks\/[^"'\\?]+\.js)/g);
  return [...new Set(Array.from(named, ([, file]) => file ?? ''))];
}

/** The framework and its start: a page without a client component of its own loads these. */
async function scriptsOfEveryPage(): Promise<string[]> {
  const manifest = await readFile(path.join(BUILD, 'build-manifest.json'), 'utf8');
  return (JSON.parse(manifest) as { rootMainFiles: string[] }).rootMainFiles;
}

async function gzipBytes(files: string[]): Promise<number> {
  return sum(
    await Promise.all(files.map(async (file) => gzipSync(await readFile(path.join(BUILD, file))).byteLength)),
  );
}
