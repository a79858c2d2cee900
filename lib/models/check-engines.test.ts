import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { overrideEnv } from '@/lib/platform/env';
import { checkConfig } from './check-config';
import { checkEngines } from './check-engines';
import { checkUses } from './check-uses';
import type { EngineReport } from './resilience/engines';

const nothing = {
  ...{ OPENAI_API_KEY: '', GOOGLE_GENERATIVE_AI_API_KEY: '', ANTHROPIC_API_KEY: '', DEEPGRAM_API_KEY: '' },
  ...{ ELEVENLABS_API_KEY: '', LOCAL_OPENAI_BASE_URL: '', AWS_BEDROCK_REGION: '', STRAND_CONFIG: '' },
  ...{ AWS_BEARER_TOKEN_BEDROCK: '', LOG_LEVEL: 'error' },
};
const folder = mkdtempSync(path.join(os.tmpdir(), 'strand-check-'));
const configure = (values: Record<string, string> = {}) => overrideEnv({ ...nothing, ...values });
beforeEach(() => configure());
afterEach(() => overrideEnv(undefined));
afterAll(() => rmSync(folder, { recursive: true }));

const seenElsewhere: EngineReport = {
  ...{ provider: 'google', modality: 'image', calls: 9, failures: 6, running: 1, queued: 0 },
  ...{ breaker: 'open', lastError: { code: 'models.timeout', at: Date.now() } },
};

describe('the engines of an installation', () => {
  it('have a line for each kind of work of what is configured, with what other processes saw', async () => {
    configure({ GOOGLE_GENERATIVE_AI_API_KEY: 'key' });
    const lines = (await checkEngines([seenElsewhere])).filter(({ name }) => name.includes('google'));
    expect(lines.map(({ name }) => name)).toEqual(
      ['text', 'images', 'video', 'speech', 'transcription', 'search'].map(
        (kind) => `engine: google ${kind}`,
      ),
    );
    expect(lines[0]).toEqual({ name: 'engine: google text', status: 'ok', detail: 'not used yet' });
    expect(lines[1]).toMatchObject({
      status: 'degraded',
      detail:
        'left alone after failures in a row; 9 calls, 6 failed, last models.timeout just now; 1 running',
      advice: expect.any(String),
    });
  });

  it('say of each use who does it, or what to set', async () => {
    const without = Object.fromEntries((await checkUses()).map((check) => [check.name, check]));
    expect(without['use: transcription']).toMatchObject({
      status: 'missing',
      detail: expect.stringContaining('OPENAI_API_KEY'),
    });
    expect(without['use: image']).toMatchObject({
      status: 'missing',
      detail: expect.stringContaining('Studio'),
    });
    configure({ GOOGLE_GENERATIVE_AI_API_KEY: 'key' });
    const google = Object.fromEntries((await checkUses()).map((check) => [check.name, check]));
    expect(google['use: video']).toMatchObject({
      status: 'ok',
      detail: expect.stringMatching(/^Veo.*, then Veo/),
    });
  });
});

describe("the operator's file", () => {
  let count = 0;
  const check = async (text: string) => {
    // Another file each time: nothing is remembered of the one before.
    count += 1;
    const file = path.join(folder, `${count}.yaml`);
    writeFileSync(file, text);
    configure({ STRAND_CONFIG: file, OPENAI_API_KEY: 'key' });
    return (await checkConfig())[0];
  };

  it('is no subject where there is none', async () => {
    expect(await checkConfig()).toEqual([]);
  });

  it('is reported when it is wrong, with the line', async () => {
    expect(await check('covers: { automatic: sometimes }')).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining('line 1: covers.automatic must be free, always or never.'),
    });
  });

  it("is reported when it names what is nobody's, or is in use", async () => {
    expect(await check('models: { opnai/gpt-5: { hide: false } }')).toMatchObject({
      status: 'degraded',
      detail: 'models.opnai/gpt-5: no provider has this name',
    });
    expect(await check('models: { openai/gpt-0: { tier: fast } }')).toMatchObject({
      status: 'degraded',
      detail: expect.stringContaining('OpenAI has no such model here'),
    });
    expect(await check('models: { openai/gpt-5: { tier: fast } }')).toMatchObject({ status: 'ok' });
  });
});
