import { beforeAll, expect, it } from 'vitest';
import { listMessages } from '@/lib/flows/list-messages';
import { syncEvents } from '@/lib/flows/sync-events';
import { db } from '@/lib/platform/db';
import { ask, become, createPlace, type Place, useJobWorker, useWorkshop } from '@/tests/support/jobs';
import { useMedia } from '@/tests/support/media';

useMedia();
useWorkshop();
useJobWorker();
let place: Place;

beforeAll(async () => {
  place = await createPlace();
});

it('makes what was asked for and shows it in its message, told by events and charged once', async () => {
  const before = (await listMessages(place.ownerId, place.conversationId, { limit: 9 })).last_event_seq;
  const asked = await ask(place, 'generate_image', { prompt: 'a red fox', count: 1 });
  expect(asked).toMatchObject({ status: 'queued', title: 'a red fox', consent: null, quote_micros: 40_000 });
  const job = await become(place.ownerId, asked.id, 'complete', 'failed');
  expect(job).toMatchObject({ status: 'complete', error: null });
  const { messages } = await listMessages(place.ownerId, place.conversationId, { limit: 9 });
  const message = messages.find(({ id }) => id === place.messageId);
  expect(message?.jobs).toEqual([job]);
  expect(message?.media_urls.map(({ id }) => id)).toEqual(job.asset_ids);
  expect(message?.media_urls[0]).toMatchObject({
    ...{ type: 'image', source: 'generated', version: 1, derived_from: null },
    generation: { tool: 'generate_image', cost_micros: 40_000 },
  });
  expect(message?.message_type).toBe('image');
  const { events } = await syncEvents(place.ownerId, place.conversationId, before);
  const types = events.map(({ type }) => type);
  expect(types[0]).toBe('job.created');
  expect(types.at(-1)).toBe('job.completed');
  const entries = await db().ledgerEntry.findMany({ where: { subject_id: job.id } });
  expect(entries).toMatchObject([
    { key: `job:${job.id}`, status: 'settled', settled_micros: 40_000n, kind: 'image' },
  ]);
  const audit = await db().auditEntry.findMany({ where: { subject: job.id } });
  expect(audit).toMatchObject([{ action: 'generation.completed' }]);
});
