import { expect, it, vi } from 'vitest';
import { makeFile } from '@/lib/files';
import { requireAsset, serveAsset } from '@/lib/media';
import { pollVideo, startVideo } from '@/lib/models';
import { useMedia } from '@/tests/support/media';
import { useMediaDoor } from '@/tests/support/media-door';
import { useWorker } from '@/tests/support/prepare';
import { waitFor } from '@/tests/support/wait-for';

// Films and documents are made and opened by processes of their own, which a busy machine starts slowly.
vi.setConfig({ testTimeout: 120_000 });

useMedia();
const door = useMediaDoor();
useWorker();

const signal = new AbortController().signal;

/** Sends what was made through the door, and waits until the worker is done with it. */
async function send(bytes: Uint8Array, filename: string, type: string) {
  const { status, asset } = await door.send(bytes, filename, type);
  expect(status).toBe(201);
  return waitFor(async () => {
    const found = await requireAsset(door.owner(), asset?.id ?? '');
    return found.status !== 'processing' && found;
  }, 90_000);
}

it('a clip of Studio is a film with a poster and its length', async () => {
  const { maker, operation, durationSeconds } = await startVideo({
    ...{ wanted: 'studio/clip', prompt: 'a boat at sunset', aspectRatio: '16:9', signal },
  });
  const state = await pollVideo({ model: maker.id, operation, signal });
  if (state.status !== 'done') throw new Error('It is made at once.');
  const bytes = new Uint8Array(await new Response(state.body).arrayBuffer());
  const asset = await send(bytes, 'clip.webm', state.mediaType);
  expect(asset).toMatchObject({
    ...{ type: 'video', format: 'webm', status: 'ready', error: null },
    ...{ width: 854, height: 480, duration_ms: durationSeconds * 1_000 },
  });
  expect(asset.variants.map(({ name }) => name)).toContain('poster');
});

it('a PDF that was made is shown and read like one that was sent', async () => {
  const made = await makeFile({ format: 'pdf', title: 'Two words', content: 'Γειά σου, 世界', signal });
  const asset = await send(made.bytes, made.filename, made.mediaType);
  expect(asset).toMatchObject({ status: 'ready', format: 'pdf', page_count: 1, preview_note: null });
  const text = await serveAsset(door.owner(), asset.id, 'text', new Request('http://localhost/'));
  expect(await text.text()).toContain('Γειά σου, 世界');
});

it('tables and Markdown that were made are taken for what they are', async () => {
  for (const format of ['csv', 'markdown'] as const) {
    const made = await makeFile({ format, title: 'Rows', content: 'name,age\nAda,36', signal });
    const asset = await send(made.bytes, made.filename, made.mediaType);
    expect(asset).toMatchObject({ type: 'file', status: 'ready', filename: made.filename });
  }
});
