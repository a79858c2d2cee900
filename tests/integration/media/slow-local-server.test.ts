import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, it } from 'vitest';
import { createConversation } from '@/lib/flows/create-conversation';
import { prepareMedia } from '@/lib/flows/prepare-media';
import { sendMessage } from '@/lib/flows/send-message';
import { newId } from '@/lib/kernel';
import { requireAsset } from '@/lib/media';
import { db } from '@/lib/platform/db';
import { closeSender } from '@/lib/platform/queue';
import { createPerson } from '@/tests/support/integration';
import { useMedia } from '@/tests/support/media';
import { upload } from '@/tests/support/prepare';
import { makeWave } from '@/tests/support/wave-file';

let conversationId = '';
const found: string[] = [];
/** A model server that answers every question with a failure, and looks whether the conversation is locked meanwhile. */
const server = createServer(async (_request, response) => {
  const state = await db()
    .$queryRaw`select id from conversations where id = ${conversationId}::uuid for update nowait`.then(
    () => 'free',
    () => 'locked',
  );
  found.push(state);
  response.writeHead(500).end();
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
useMedia({
  LOCAL_OPENAI_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  DEFAULT_MODEL: 'studio/studio',
});
afterAll(async () => {
  await closeSender();
  server.close();
});

it('nobody waits for a model server to finish preparing a recording', async () => {
  const owner = await createPerson();
  ({ id: conversationId } = await createConversation({ ownerId: owner, origin: null }));
  const { id } = await upload(owner, makeWave({ seconds: 1, hertz: 330 }), 'note.wav');
  await sendMessage({
    ...{ ownerId: owner, conversationId, channel: 'web', origin: null },
    ...{ id: newId(), content: 'listen', attachments: [id], silent_delivery: true },
  });
  found.length = 0;
  await prepareMedia({ ownerId: owner, assetId: id }, { signal: new AbortController().signal });
  expect((await requireAsset(owner, id)).status).toBe('ready');
  expect(found).toEqual(['free']);
});
