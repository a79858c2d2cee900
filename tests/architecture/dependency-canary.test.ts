import { expect, it } from 'vitest';
import configuration from '../../.dependency-cruiser.mjs';
import { cruiseProject } from '../../scripts/validate/cruise.mjs';
import { type Plants, withPlants } from './plant';

const FOLDERS = ['app', 'components', 'lib'];

/** A small project that keeps every rule: each violation is planted into it. */
const sound: Plants = {
  'app/page.tsx': `import { Chat } from '@/components/chat';\nexport default Chat;\n`,
  'app/api/media/route.ts': `import { ingestMedia } from '@/lib/flows/ingest-media';\nimport '@/lib/platform/http';\nexport const POST = ingestMedia;\n`,
  'components/chat.tsx': `import { useChat } from '@/lib/client';\nexport const Chat = useChat;\n`,
  'lib/kernel/index.ts': `export * from './ids';\n`,
  'lib/kernel/ids.ts': 'export const id = 1;\n',
  'lib/contracts/index.ts': `export * from './message';\n`,
  'lib/contracts/message.ts': `import { id } from '@/lib/kernel';\nexport const message = id;\n`,
  'lib/platform/db.ts': `import type { Client } from '@/prisma/generated/client';\nimport pg from 'pg';\nexport const db: [Client?, unknown?] = [undefined, pg];\n`,
  'lib/platform/http/index.ts': `import { id } from '@/lib/kernel';\nexport const http = id;\n`,
  'lib/media/index.ts': `export { storeAsset } from './store-asset';\n`,
  'lib/media/store-asset.ts': `import { insert } from './store';\nimport './adapters/sharp';\nexport const storeAsset = insert;\n`,
  'lib/media/store.ts': `import { db } from '@/lib/platform/db';\nimport type { Client } from '@/prisma/generated/client';\nexport const insert = (): Client | undefined => db[0];\n`,
  'lib/media/adapters/sharp.ts': `import sharp from 'sharp';\nexport const resize = async () => {\n  await using open = sharp() as never;\n  return open;\n};\n`,
  'lib/conversation/index.ts': `import { message } from '@/lib/contracts';\nexport const conversation = message;\n`,
  'lib/client/index.ts': `import { message } from '@/lib/contracts';\nexport const useChat = () => message;\n`,
  'lib/flows/ingest-media.ts': `import { conversation } from '@/lib/conversation';\nimport { storeAsset } from '@/lib/media';\nexport const ingestMedia = [storeAsset, conversation];\n`,
  'lib/worker/main.ts': `import { ingestMedia } from '@/lib/flows/ingest-media';\nexport default ingestMedia;\n`,
  'prisma/generated/client.ts': 'export type Client = { name: string };\n',
  'tests/fakes/clock.ts': 'export const clock = 1;\n',
};

/** For each rule, files that break it and nothing else. */
const violations: Record<string, Plants> = {
  'no-cycles': {
    'lib/media/store-asset.ts': `import { other } from './other';\nexport const storeAsset = () => other;\n`,
    'lib/media/other.ts': `import { storeAsset } from './store-asset';\nexport const other = () => storeAsset;\n`,
  },
  'siblings-never-meet': { 'lib/media/bad.ts': `import '@/lib/conversation';\n` },
  'front-door-only': { 'lib/flows/bad.ts': `import '@/lib/media/store-asset';\n` },
  'front-door-of-the-leaves': { 'lib/flows/bad.ts': `import '@/lib/contracts/message';\n` },
  'front-door-of-the-leaves-in-the-browser': { 'components/bad.tsx': `import '@/lib/contracts/message';\n` },
  'only-the-store-touches-the-database': { 'lib/media/bad.ts': `import '@/lib/platform/db';\n` },
  'database-types-stay-home': {
    'lib/flows/bad.ts': `import type { Client } from '@/prisma/generated/client';\nexport type Bad = Client;\n`,
  },
  'modules-look-down': { 'lib/media/bad.ts': `import '@/lib/flows/ingest-media';\n` },
  'flows-know-no-interface': { 'lib/worker/bad.ts': `import '@/components/chat';\n` },
  'platform-knows-no-domain': { 'lib/platform/bad.ts': `import '@/lib/media';\n` },
  'contracts-stand-on-the-kernel': { 'lib/contracts/bad.ts': `import '@/lib/platform/http';\n` },
  'the-kernel-stands-alone': { 'lib/kernel/bad.ts': `import '@/lib/platform/http';\n` },
  'routes-are-thin': { 'app/api/bad/route.ts': `import '@/lib/platform/db';\n` },
  'the-browser-stays-on-its-side': { 'components/bad.tsx': `import '@/lib/flows/ingest-media';\n` },
  'the-browser-has-no-node': { 'lib/client/bad.ts': `import 'node:fs';\n` },
  'the-store-of-the-browser-draws-nothing': {
    'components/button.tsx': 'export const Button = 1;\n',
    'lib/client/bad.ts': `import '@/components/button';\n`,
  },
  'vendors-live-in-adapters': { 'lib/media/bad.ts': `import 'sharp';\n` },
  'nobody-imports-pages': {
    'app/layout.tsx': 'export default 1;\n',
    'lib/platform/bad.ts': `import '@/app/layout';\n`,
  },
  'the-product-runs-without-its-workshop': { 'lib/media/bad.ts': `import '../../tests/fakes/clock';\n` },
  'no-development-packages': { 'lib/media/bad.ts': `import 'vitest';\n` },
  'no-undeclared-packages': { 'lib/media/bad.ts': `import 'acorn';\n` },
  'everything-resolves': { 'lib/media/bad.ts': `import './nowhere';\n` },
};

function cruise(plants: Plants) {
  return withPlants({ ...sound, ...plants }, (root) => cruiseProject(root, FOLDERS));
}

it('has nothing to say about a sound project, and sees all of it', async () => {
  const { moduleCount, violations: found } = await cruise({});
  expect(found).toEqual([]);
  const ownFiles = Object.keys(sound).filter((file) => /^(app|components|lib|prisma)\//.test(file));
  expect(moduleCount).toBe(ownFiles.length);
});

it('has a canary for each rule', () => {
  expect(Object.keys(violations).sort()).toEqual(configuration.forbidden?.map(({ name }) => name).sort());
});

it.each(Object.entries(violations))('reports a violation of %s', async (rule, plants) => {
  const { violations: found } = await cruise(plants);
  expect(found.map((violation) => violation.rule)).toContain(rule);
});
