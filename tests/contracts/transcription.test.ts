import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findTranscriptionModel, isAbort, listModels, transcribe } from '@/lib/models';
import { overrideEnv } from '@/lib/platform/env';
import { heard } from '../fakes/replica/write-down';
import { KEYS, type Providers, useProviders } from '../support/use-providers';

const recording = { mediaType: 'audio/mpeg', bytes: Buffer.from('ID3 pretended speech') };

let providers: Providers;
const using = async (model: string, env: Record<string, string> = {}) => {
  providers = await useProviders({ TRANSCRIPTION_MODEL: model, ...env });
};
beforeEach(() => using(''));
afterEach(() => providers.close());

const listen = (signal = new AbortController().signal) => transcribe({ ...recording, signal });

describe.each([
  ['openai/whisper-1', 'openai', 'en', true],
  ['openai/gpt-4o-transcribe', 'openai', null, false],
  ['google/gemini-3.5-transcribe', 'google', null, true],
  ['deepgram/nova-3', 'deepgram', 'en', true],
  ['local/whisper-large', 'openai', null, false],
] as const)('%s', (model, replica, language, hasTimes) => {
  beforeEach(async () => {
    await providers.close();
    await using(model, { LOCAL_OPENAI_MODELS: 'qwen3:8b, whisper-large=transcription' });
  });

  it('writes down what is said, with what it knows of times', async () => {
    const outcome = await listen();
    if (outcome.status !== 'transcribed') throw new Error('Nothing was transcribed.');
    expect(outcome).toMatchObject({ model, transcript: { text: heard, language } });
    expect(outcome.transcript.segments.map(({ text }) => text)).toEqual(
      hasTimes ? ['And so it begins.', 'Here is the second sentence.'] : [],
    );
    if (hasTimes) expect(outcome.transcript.segments[1]?.start_ms).toBeGreaterThan(1_000);
  });

  it('sends the bytes as they are, to the configured server alone', async () => {
    await listen();
    const request = providers[replica].requests.at(-1);
    const bytes =
      replica === 'google'
        ? Buffer.from(String(JSON.parse(JSON.stringify(request?.body)).input[0].data), 'base64')
        : request?.images[0]?.bytes;
    expect(bytes?.equals(recording.bytes)).toBe(true);
  });

  it('takes silence for an empty text', async () => {
    providers[replica].script({ fault: 'empty' });
    expect(await listen()).toMatchObject({ status: 'transcribed', transcript: { text: '', segments: [] } });
  });

  it.each([
    ['401', 'models.bad_key', 1],
    ['400', 'models.bad_request', 1],
    ['garbage', 'models.bad_answer', 1],
  ] as const)('says what is wrong after a %s', async (fault, code, tries) => {
    const before = providers[replica].requests.length;
    providers[replica].script({ fault }, { fault }, { fault });
    const error = await listen().catch((thrown) => thrown);
    expect(error).toMatchObject({ code });
    expect(providers[replica].requests.length - before).toBe(tries);
    for (const key of Object.values(KEYS)) {
      expect(`${error.publicMessage} ${error.cause?.message} ${error.cause?.stack}`).not.toContain(key);
    }
  });

  it.each(['429', '503', 'cut'] as const)('tries again after a %s', async (fault) => {
    providers[replica].script({ fault }, { text: 'Heard at last.' });
    expect(await listen()).toMatchObject({ transcript: { text: 'Heard at last.' } });
  });

  it('stops when it is told to', async () => {
    providers[replica].script({ fault: 'hang-headers' });
    const controller = new AbortController();
    const listening = listen(controller.signal).catch((error) => error);
    setTimeout(() => controller.abort(), 50);
    expect(isAbort(await listening)).toBe(true);
  });
});

it('is done by the first model that can when none is named', async () => {
  expect(await findTranscriptionModel()).toBe('Whisper');
  expect(await listen()).toMatchObject({ model: 'openai/whisper-1' });
});

it('is done by another one when a recording is longer than the first one takes', async () => {
  await providers.close();
  await using('openai/gpt-4o-transcribe');
  const { signal } = new AbortController();
  const hear = (durationSeconds: number) =>
    transcribe({ ...recording, durationSeconds, fallback: true, signal });
  expect(await hear(1_500)).toMatchObject({ model: 'openai/gpt-4o-transcribe' });
  expect(await hear(1_501)).toMatchObject({ model: 'openai/whisper-1' });
});

it('is said to be impossible where nothing is configured that listens', async () => {
  overrideEnv({});
  expect(await findTranscriptionModel()).toBeNull();
  expect(await listen()).toEqual({ status: 'no_capable_model' });
});

it('does not put models that only listen among those to talk with', async () => {
  const ids = (await listModels()).map(({ id }) => id);
  expect(ids).toContain('openai/gpt-6-astra');
  expect(ids.filter((id) => /whisper|transcribe/.test(id))).toEqual([]);
});
