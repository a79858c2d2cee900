import { beforeAll, describe, expect, it, vi } from 'vitest';
import { approveJob } from '@/lib/flows/tools/approve-job';
import { requireJob } from '@/lib/flows/tools/read-jobs';
import { requireAsset } from '@/lib/media';
import { paceStudio } from '@/lib/models';
import { createTalk, type Talk } from '../support/ask-in-conversation';
import { useJobWorker } from '../support/jobs';
import { useMedia } from '../support/media';
import { waitFor } from '../support/wait-for';

// Pictures and films are drawn for real, which a busy machine does slowly.
vi.setConfig({ testTimeout: 120_000 });

useMedia();
useJobWorker();
beforeAll(() => {
  paceStudio(0);
  return () => paceStudio(null);
});

describe('without any key', () => {
  it('a fox is drawn, made blue and set in motion, each labelled, free, and asked before a film', async () => {
    const talk: Talk = await createTalk();
    const fox = await talk.ask('Draw a fox');
    expect(fox).toMatchObject({ status: 'complete', jobs: [{ tool: 'generate_image', status: 'complete' }] });
    expect(fox.content).toMatch(/^Here is the picture, drawn by rule[\s\S]*not a model/);
    const [picture] = fox.media_urls;

    const blue = await talk.ask('make it blue');
    expect(blue.jobs).toMatchObject([{ tool: 'edit_image', status: 'complete', source_ids: [picture?.id] }]);
    expect(blue.media_urls).toMatchObject([{ derived_from: picture?.id }]);
    expect(blue.content).toContain('turned towards blue');

    const film = await talk.ask('animate it');
    const [job] = film.jobs;
    expect(job).toMatchObject({ tool: 'generate_video', status: 'awaiting_consent' });
    expect(job?.source_ids).toEqual([blue.media_urls[0]?.id]);
    expect(film.content).toMatch(/^The clip waits for your approval/);
    await approveJob(talk.ownerId, job?.id ?? '', 'web');
    const done = await waitFor(async () => {
      const now = await requireJob(talk.ownerId, job?.id ?? '');
      return ['complete', 'failed'].includes(now.status) && now;
    }, 90_000);
    expect(done).toMatchObject({ status: 'complete', model: 'studio/clip', error: null });
    const clip = await requireAsset(talk.ownerId, done.asset_ids[0] ?? '');
    expect(clip).toMatchObject({ type: 'video', format: 'webm', duration_ms: 4_000 });
  });

  it('it is said plainly what is missing', async () => {
    const talk = await createTalk();
    const search = await talk.ask('search the web for foxes');
    expect(search).toMatchObject({ status: 'complete', jobs: [] });
    expect(search.content).toMatch(/^No web search is set up on this server/);
  });
});
