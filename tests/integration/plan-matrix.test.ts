import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlanStep } from '@/lib/contracts';
import { planMessage } from '@/lib/flows/plan-message';
import { giveUpPreparing, prepareJob, prepareMedia } from '@/lib/flows/prepare-media';
import { giveUpTranscribing, transcribeJob, transcribeMedia } from '@/lib/flows/transcribe-media';
import { requireAsset } from '@/lib/media';
import { db } from '@/lib/platform/db';
import { overrideEnv } from '@/lib/platform/env';
import { type Queue, startQueue } from '@/lib/platform/queue';
import { startGoogleReplica } from '../fakes/google-replica';
import { startOpenAiReplica } from '../fakes/openai-replica';
import type { Replica } from '../fakes/replica/server';
import { createTalk, type Talk } from '../support/ask-in-conversation';
import { mediaFixture } from '../support/converters';
import { useMedia } from '../support/media';
import { pdfOfTexts } from '../support/pdf-file';
import { drawQuarters } from '../support/pictures';
import { upload } from '../support/prepare';
import { waitFor } from '../support/wait-for';
import { makeWave } from '../support/wave-file';

const openai = await startOpenAiReplica();
const google = await startGoogleReplica();
const local = await startOpenAiReplica();
const keys = {
  ...{ OPENAI_API_KEY: 'a-key', OPENAI_BASE_URL: openai.url },
  ...{ GOOGLE_GENERATIVE_AI_API_KEY: 'a-key', GOOGLE_GENERATIVE_AI_BASE_URL: google.url },
  ...{ LOCAL_OPENAI_BASE_URL: local.url, LOCAL_OPENAI_MODELS: 'qwen3:8b' },
};
const media = useMedia(keys);
let queue: Queue;
beforeAll(async () => {
  queue = await startQueue();
  await queue.work(prepareJob, prepareMedia, giveUpPreparing);
  await queue.work(transcribeJob, transcribeMedia, giveUpTranscribing);
});
afterAll(async () => {
  await queue.stop(1_000);
  await Promise.all([openai.close(), google.close(), local.close()]);
});

type Kind = 'picture' | 'recording' | 'video' | 'pdf' | 'note';
type Files = Record<Kind, string>;

/** One file of each kind, of this person, as they are when nothing more is done to them. */
async function uploadEach({ ownerId }: Talk): Promise<Files> {
  const bytes: [Kind, string, Uint8Array][] = [
    ['picture', 'photo.png', await drawQuarters().png().toBuffer()],
    ['recording', 'note.wav', makeWave({ seconds: 1 })],
    ['video', 'clip.mp4', readFileSync(mediaFixture('clip.mp4'))],
    ['pdf', 'paper.pdf', pdfOfTexts(['The first page.', 'The second page.'])],
    ['note', 'note.txt', Buffer.from('A plain note.')],
  ];
  const uploaded = await Promise.all(
    bytes.map(async ([kind, name, file]) => [kind, (await upload(ownerId, file, name)).id] as const),
  );
  for (const [, id] of uploaded)
    await waitFor(async () => {
      const asset = await requireAsset(ownerId, id);
      return asset.status === 'ready' && asset.transcription?.status !== 'waiting';
    }, 60_000);
  return Object.fromEntries(uploaded) as Files;
}

/** Asks about files, and compares what was done with what had been planned. */
async function askAbout(talk: Talk, model: string, ids: string[]) {
  const planned = await planMessage(talk.ownerId, { model, attachments: ids });
  const answer = await talk.ask('What is it?', { model, attachments: ids });
  expect(answer.status).toBe('complete');
  const ofFiles = (steps: PlanStep[] = []) => steps.filter(({ asset_id }) => asset_id !== null);
  const done = ofFiles(answer.metadata.plan?.steps);
  expect(done).toEqual(ofFiles(planned.steps));
  expect(answer.chunks).toContainEqual({ type: 'data-plan', data: answer.metadata.plan });
  expect(answer.metadata.trail).toContainEqual(expect.objectContaining({ task: 'answer', outcome: 'done' }));
  return { answer, ways: done.map(({ way }) => way) };
}
const sentTo = (replica: Replica) => JSON.stringify(replica.requests.at(-1)?.body);

describe('what goes with a message', () => {
  let talk: Talk;
  let files: Files;
  beforeAll(async () => {
    talk = await createTalk();
    files = await uploadEach(talk);
  }, 90_000);

  it.each<[Kind, string, RegExp]>([
    ['picture', 'native', /"mimeType":"image\/(png|jpeg)"/],
    ['recording', 'native', /"mimeType":"audio\/\w/],
    ['video', 'native', /"mimeType":"video\/\w/],
    ['pdf', 'native', /"mimeType":"application\/pdf"/],
    ['note', 'converted', /A plain note\./],
  ])('a %s is %s for a model that takes everything', async (kind, way, given) => {
    const { ways } = await askAbout(await createTalk(talk.ownerId), 'google/gemini-2.5-flash', [files[kind]]);
    expect(ways).toEqual([way]);
    expect(sentTo(google)).toMatch(given);
  });

  it.each<[Kind, string, RegExp]>([
    ['picture', 'converted', /What is seen, up to the mark/],
    ['recording', 'converted', /What is said, up to the mark/],
    ['video', 'converted', /\[At 0:00\]/],
    ['pdf', 'converted', /\[Page 2\]\\nThe second page\./],
    ['note', 'converted', /A plain note\./],
  ])('a %s is %s for a model that only reads', async (kind, way, given) => {
    const { ways } = await askAbout(await createTalk(talk.ownerId), 'local/qwen3:8b', [files[kind]]);
    expect(ways).toEqual([way]);
    expect(sentTo(local)).toMatch(given);
  });

  it('several at once are each given as the model takes them', async () => {
    const all = [files.picture, files.recording, files.video, files.pdf, files.note];
    const { ways } = await askAbout(await createTalk(talk.ownerId), 'openai/gpt-4.1', all);
    expect(ways).toEqual(['native', 'converted', 'converted', 'native', 'converted']);
  });

  it('is described once, charged once, and not again', async () => {
    const asset = await requireAsset(talk.ownerId, files.picture);
    expect(asset.description).toBeTruthy();
    const charges = await db().ledgerEntry.findMany({ where: { subject_id: files.picture } });
    expect(charges).toMatchObject([{ status: 'settled', kind: 'text' }]);
  });

  it('is planned as impossible when describing it fails, and the model is told so', async () => {
    const fresh = await createTalk();
    const { id } = await upload(fresh.ownerId, await drawQuarters(32, 32).png().toBuffer(), 'x.png');
    // Whoever is asked to look fails; who answers does not.
    for (const replica of [openai, google])
      replica.script(...Array.from({ length: 50 }, () => ({ fault: '401' as const })));
    const answer = await fresh.ask('What is it?', { model: 'local/qwen3:8b', attachments: [id] });
    const [step] = answer.metadata.plan?.steps ?? [];
    expect(step).toMatchObject({ way: 'impossible', reason: expect.stringContaining('did not work') });
    expect(sentTo(local)).toContain('its contents were not sent');
    expect(answer.metadata.trail).toContainEqual(
      expect.objectContaining({ task: 'describe', outcome: 'failed' }),
    );
  });
});

describe('without any key', () => {
  it('what can be given is, and of the rest it is said what is missing', async () => {
    const place = { DATABASE_URL: media.databaseUrl(), DATA_DIR: media.dataDir, LOG_LEVEL: 'error' };
    overrideEnv(place);
    const talk = await createTalk();
    const files = await uploadEach(talk);
    const all = [files.picture, files.recording, files.video, files.pdf, files.note];
    const { answer, ways } = await askAbout(talk, 'studio/studio', all);
    expect(ways).toEqual(['native', 'impossible', 'converted', 'converted', 'converted']);
    expect(answer.metadata.plan?.steps[1]?.reason).toBe(
      'Studio cannot hear, and nothing that writes down speech is set up here.',
    );
    overrideEnv({ ...place, ...keys });
  }, 90_000);
});
