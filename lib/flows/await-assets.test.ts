import { expect, it, vi } from 'vitest';
import type { Asset } from '@/lib/contracts';
import { someAsset, someVariant } from '@/tests/support/some-asset';
import { awaitAssets } from './await-assets';

const film = someAsset('video', {
  status: 'processing',
  variants: [someVariant('keyframe_01'), someVariant('audio')],
});
const looks = vi.hoisted(() => ({ found: [] as Asset[][] }));
vi.mock('@/lib/media', () => ({ listAssets: async () => looks.found.shift() }));

it.each([
  ['that takes videos gets it whole, and waits for that', true, 'ready'],
  ['that takes none gets its moments, which are there', false, 'processing'],
])('a model %s', async (_what, takesVideos, status) => {
  looks.found = [[film], [{ ...film, status: 'ready' }]];
  const signal = new AbortController().signal;
  const [asset] = await awaitAssets('someone', [film.id], { signal, say: () => {}, takesVideos });
  expect(asset?.status).toBe(status);
});
