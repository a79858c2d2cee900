import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProgram } from '@/lib/models/adapters/espeak/find-program';
import type { SpeechCall } from '@/lib/models/ports';
import { overrideEnv } from '@/lib/platform/env';
import { itTranslatesFaults } from '../support/engine-faults';
import { failureOf, findEngine } from '../support/find-engine';
import { KEYS, type Providers, useProviders } from '../support/use-providers';

let providers: Providers;
beforeEach(async () => {
  providers = await useProviders({ LOCAL_OPENAI_MODELS: 'kokoro' });
});
afterEach(() => providers.close());

async function speak(id: string, call: Partial<SpeechCall> = {}) {
  const { provider, model } = await findEngine(id);
  if (!provider.speech) throw new Error('It does not speak.');
  return provider.speech.speak({
    model,
    text: 'Good morning.',
    signal: new AbortController().signal,
    ...call,
  });
}

const seconds = (wav: Uint8Array) => Buffer.from(wav).readUInt32LE(40) / Buffer.from(wav).readUInt32LE(28);

describe.each([
  ['openai/gpt-4o-mini-tts', 'openai', 'audio/mpeg', 'coral'],
  ['google/gemini-2.5-flash-preview-tts', 'google', 'audio/wav', 'Puck'],
  ['google/gemini-3.8-flash-tts', 'google', 'audio/wav', 'Zephyr'],
  ['elevenlabs/eleven_flash_v2_5', 'elevenlabs', 'audio/mpeg', 'JBFqnCBsd6RMkjVDRZzb'],
  ['local/kokoro', 'openai', 'audio/mpeg', null],
] as const)('speech engine: %s', (id, replica, mediaType, voice) => {
  it('speaks a text', async () => {
    const spoken = await speak(id);
    expect(spoken.mediaType).toBe(mediaType);
    expect(spoken.bytes.length).toBeGreaterThan(1_000);
    const request = providers[replica].requests.at(-1);
    expect(JSON.stringify(request?.body)).toContain('Good morning.');
    if (replica === 'google') {
      // The header that makes a file of bare samples.
      expect(seconds(spoken.bytes)).toBeGreaterThan(0.5);
      expect(spoken.usage?.audio_output_tokens).toBeGreaterThan(0);
    } else expect(spoken.usage).toEqual({ characters: 13 });
  });

  it('takes a voice that the model has, and its own for one that it has not', async () => {
    const sent = () => {
      const { path, body } = providers[replica].requests.at(-1) ?? {};
      return `${path} ${JSON.stringify(body)}`;
    };
    if (voice) {
      await speak(id, { voice });
      expect(sent()).toContain(voice);
    }
    await speak(id, { voice: 'somebody-else' });
    expect(sent()).not.toContain('somebody-else');
  });

  itTranslatesFaults({ replica: () => providers[replica], run: (signal) => speak(id, { signal }) });
});

it('tells ElevenLabs the language, except the model that refuses to be told', async () => {
  await speak('elevenlabs/eleven_flash_v2_5', { language: 'el-GR' });
  expect(providers.elevenlabs.requests.at(-1)?.body).toMatchObject({ language_code: 'el' });
  expect(providers.elevenlabs.requests.at(-1)?.headers['xi-api-key']).toBe(KEYS.elevenlabs);
  await speak('elevenlabs/eleven_multilingual_v2', { language: 'el-GR' });
  expect(providers.elevenlabs.requests.at(-1)?.body).not.toHaveProperty('language_code');
});

describe.skipIf(findProgram() === null)(
  'speech engine: espeak (skipped where the program is not installed)',
  () => {
    const id = 'espeak/espeak-ng';

    it('speaks a text into a whole WAV file, longer for a longer text', async () => {
      const short = await speak(id, { text: 'Hello.' });
      const long = await speak(id, { text: 'Hello. '.repeat(12), language: 'de-AT' });
      expect(short.mediaType).toBe('audio/wav');
      expect(Buffer.from(short.bytes).readUInt32LE(40)).toBe(short.bytes.length - 44);
      expect(seconds(long.bytes)).toBeGreaterThan(3 * seconds(short.bytes));
    });

    it('takes what looks like an option or a command for words', async () => {
      const spoken = await speak(id, { text: '--help; $(id) `id` -f /etc/passwd', voice: '-f/etc/passwd' });
      expect(seconds(spoken.bytes)).toBeGreaterThan(1);
    });

    it('ends when it is stopped', async () => {
      const signal = AbortSignal.abort();
      expect((await failureOf(speak(id, { signal }))).code).toBe('models.unavailable');
    });

    it('is not there when it is switched off', async () => {
      overrideEnv({ ESPEAK_PATH: 'off' });
      const { provider } = await findEngine(id);
      expect(provider.isConfigured()).toBe(false);
    });
  },
);

it('tells a quota of ElevenLabs that is used up from a wrong key, both of which it answers with 401', async () => {
  const body = path.resolve(import.meta.dirname, '../fixtures/provider/elevenlabs/quota-exceeded.json');
  providers.elevenlabs.script({ fault: '401', errorBody: readFileSync(body, 'utf8') });
  const error = await failureOf(speak('elevenlabs/eleven_flash_v2_5'));
  expect(error).toMatchObject({ code: 'models.rate_limited', retryable: false });
});
