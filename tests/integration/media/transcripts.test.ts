import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { BranchMessage } from '@/lib/conversation';
import { createConversation } from '@/lib/flows/create-conversation';
import { listMessages } from '@/lib/flows/list-messages';
import { giveUpPreparing, prepareJob, prepareMedia } from '@/lib/flows/prepare-media';
import { buildPrompt } from '@/lib/flows/prompt/build-prompt';
import { sendMessage } from '@/lib/flows/send-message';
import { syncEvents } from '@/lib/flows/sync-events';
import {
  giveUpTranscribing,
  recoverTranscribing,
  transcribeJob,
  transcribeMedia,
  transcribeMediaAgain,
} from '@/lib/flows/transcribe-media';
import { newId } from '@/lib/kernel';
import { requireAsset } from '@/lib/media';
import { findModel } from '@/lib/models';
import { db } from '@/lib/platform/db';
import { overrideEnv } from '@/lib/platform/env';
import { closeSender, findLiveKeys, type Queue, startQueue } from '@/lib/platform/queue';
import { startOpenAiReplica } from '@/tests/fakes/openai-replica';
import { heard } from '@/tests/fakes/replica/write-down';
import { createPerson } from '@/tests/support/integration';
import { auditedMicros, setBudgets } from '@/tests/support/ledger';
import { useMedia } from '@/tests/support/media';
import { upload } from '@/tests/support/prepare';
import { waitFor } from '@/tests/support/wait-for';
import { makeWave } from '@/tests/support/wave-file';

const replica = await startOpenAiReplica();
// Answers come from elsewhere: the replica is only listened to here.
const media = useMedia({
  OPENAI_API_KEY: 'a-key',
  OPENAI_BASE_URL: replica.url,
  DEFAULT_MODEL: 'studio/studio',
});
let queue: Queue;
let owner: string;

beforeAll(async () => {
  queue = await startQueue();
  await queue.work(prepareJob, prepareMedia, giveUpPreparing);
  await queue.work(transcribeJob, transcribeMedia, giveUpTranscribing);
}, 60_000);
beforeEach(async () => {
  owner = await createPerson();
  replica.requests.length = 0;
});
afterEach(() => replica.script());
afterAll(async () => {
  await queue.stop(1_000);
  await closeSender();
  await replica.close();
});

/** A second of a tone that is in no other file. */
const recording = () => upload(owner, makeWave({ seconds: 1, hertz: 200 + Math.random() * 900 }), 'note.wav');
const isOver = (id: string) =>
  waitFor(async () => {
    const asset = await requireAsset(owner, id);
    const waits = asset.status === 'processing' || asset.transcription?.status === 'waiting';
    return !waits && asset;
  }, 20_000);

it('writes down a recording when it is ready, and tells who shows it', async () => {
  const sent = await recording();
  const { id: conversationId } = await createConversation({ ownerId: owner, origin: null });
  await sendMessage({
    ...{ ownerId: owner, conversationId, channel: 'web', origin: null },
    ...{ id: newId(), content: null, attachments: [sent.id], silent_delivery: false },
  });
  const asset = await isOver(sent.id);
  expect(asset).toMatchObject({ status: 'ready', transcription: null });
  expect(asset.transcript).toMatchObject({ text: heard, language: 'en' });
  expect(asset.transcript?.segments).toHaveLength(2);

  const { events } = await syncEvents(owner, conversationId, 0);
  expect(events.map(({ type }) => type)).toContain('asset.transcribed');
  const { messages } = await listMessages(owner, conversationId, {});
  expect(messages[0]?.media_urls[0]?.transcript?.text).toBe(heard);
});

it('gives a model the words of a recording, with their times, once they are there', async () => {
  const { id } = await recording();
  const said: string[] = [];
  const message = {
    ...{ id: newId(), sender_type: 'user', content: 'Please sum it up', asset_ids: [id], status: 'complete' },
  } as BranchMessage;
  const model = await findModel('studio/studio');
  if (!model) throw new Error('no Studio');
  const { messages } = await buildPrompt({
    ...{ ownerId: owner, conversationId: newId(), branch: [message], model, person: null, hasTools: false },
    signal: new AbortController().signal,
    say: (label) => said.push(label),
  });
  expect(messages.at(-1)?.parts[0]).toEqual({
    type: 'text',
    text:
      `[Attached audio: note.wav. What is said, up to the mark ${id.slice(-12)}:]\n` +
      '[0:00] And so it begins.\n[0:02] Here is the second sentence.\n' +
      `[End of what is said. Mark ${id.slice(-12)}]`,
  });
  expect(said.at(-1)).toMatch(/^(Preparing|Listening to) the recording…$/);
});

it('tries again by itself', async () => {
  replica.script({ fault: '500' }, { fault: '503' }, { text: 'Heard in the end.' });
  expect((await isOver((await recording()).id)).transcript?.text).toBe('Heard in the end.');
});

it('says so when that does not help, and begins anew when asked', async () => {
  replica.script({ fault: '500' }, { fault: '500' }, { fault: '500' });
  const { id } = await recording();
  await waitFor(() => replica.requests.length >= 3, 15_000);
  await giveUpTranscribing({ ownerId: owner, assetId: id });
  const failed = await isOver(id);
  expect(failed).toMatchObject({ status: 'ready', transcript: null, transcription: { status: 'failed' } });
  expect(failed.transcription?.message).toMatch(/The recording is safe/);

  expect((await transcribeMediaAgain(owner, id)).transcription).toMatchObject({ status: 'waiting' });
  expect((await isOver(id)).transcript?.text).toBe(heard);
  await expect(transcribeMediaAgain(owner, id)).rejects.toMatchObject({
    code: 'media.nothing_to_transcribe',
  });
}, 40_000);

it('does not try again what the provider will not have, and says why', async () => {
  replica.script({ fault: '401' });
  const failed = await isOver((await recording()).id);
  expect(failed.transcription?.message).toMatch(/did not accept this server's key/);
  expect(replica.requests).toHaveLength(1);
});

it('finds recordings whose job was lost', async () => {
  replica.script({ fault: '401' });
  const { id } = await isOver((await recording()).id);
  await db().mediaAsset.update({ where: { id }, data: { transcription_status: 'waiting' } });
  await waitFor(async () => !(await findLiveKeys(transcribeJob, [id])).has(id));
  expect(await recoverTranscribing()).toBe(1);
  expect((await isOver(id)).transcript?.text).toBe(heard);
});

it("does not listen to another person's recordings", async () => {
  const { id } = await isOver((await recording()).id);
  const stranger = await createPerson();
  await expect(transcribeMediaAgain(stranger, id)).rejects.toMatchObject({ code: 'media.not_found' });
});

/** What the ledger says of a recording, without what is the same for all. */
const chargesOf = async (assetId: string) =>
  (await db().ledgerEntry.findMany({ where: { subject_id: assetId }, orderBy: { key: 'asc' } })).map(
    ({ key, kind, status, settled_micros, is_estimate, usage }) => ({
      ...{ key: key.replace(assetId, ''), kind, status, settled: settled_micros && Number(settled_micros) },
      ...{ is_estimate, usage },
    }),
  );

it('charges a recording once, by the length its provider heard, also where it took more than one try', async () => {
  replica.script({ fault: '500' });
  const { id } = await isOver((await recording()).id);
  const [charge, ...others] = await chargesOf(id);
  expect(others).toEqual([]);
  expect(charge).toMatchObject({ key: 'transcript::1', kind: 'transcription', status: 'settled' });
  expect(charge).toMatchObject({ usage: { seconds: 4 }, is_estimate: false });
  // Four seconds of what is sold by the minute.
  expect(charge?.settled).toBeGreaterThan(0);
  expect(charge?.settled).toBeLessThan(1_000);
  expect(await auditedMicros(owner)).toBe(charge?.settled);
});

it('charges nothing for what was not written down, and once when it is in the end', async () => {
  replica.script({ fault: '401' });
  const { id } = await isOver((await recording()).id);
  expect(await chargesOf(id)).toMatchObject([{ status: 'released', settled: null }]);
  await transcribeMediaAgain(owner, id);
  await isOver(id);
  const charges = await chargesOf(id);
  expect(charges.map(({ key, status }) => [key, status])).toEqual([
    ['transcript::1', 'released'],
    ['transcript::2', 'settled'],
  ]);
  expect(await auditedMicros(owner)).toBe(charges[1]?.settled);
});

it('writes nothing down that a budget does not allow, says so, and does when it does', async () => {
  await setBudgets({ scope: 'person', period: 'day', limit_micros: 1 });
  const { id } = await recording();
  const refused = await isOver(id);
  expect(refused.transcription?.message).toMatch(
    /^This would cost about \$0\.\d+, and \$0\.000001 of your \$0\.000001 for today is left\./,
  );
  expect(replica.requests).toEqual([]);
  expect(await chargesOf(id)).toEqual([]);
  await setBudgets();
  await transcribeMediaAgain(owner, id);
  expect((await isOver(id)).transcript?.text).toBe(heard);
});

it('waits for nothing where nothing that listens is set up', async () => {
  overrideEnv({ DATABASE_URL: media.databaseUrl(), DATA_DIR: media.dataDir, LOG_LEVEL: 'error' });
  const asset = await isOver((await recording()).id);
  expect(asset).toMatchObject({ transcript: null, transcription: null });
  expect(replica.requests).toEqual([]);
  await expect(transcribeMediaAgain(owner, asset.id)).rejects.toMatchObject({
    code: 'media.no_transcription',
  });
});
