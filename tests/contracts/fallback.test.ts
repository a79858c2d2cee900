import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TrailStep } from '@/lib/contracts';
import {
  engineHealth,
  type FallbackPart,
  type Maker,
  makeImages,
  type PromptMessage,
  paceStudio,
  startVideo,
  streamAnswer,
  summarise,
  type TimeLimits,
  trailOf,
} from '@/lib/models';
import type { Fault } from '../fakes/replica/play';
import { type Providers, useProviders } from '../support/use-providers';

const first = 'openai/gpt-5';
const quick = { retryMs: 5 };
const impatient = { ...quick, headersMs: 400 };

let providers: Providers;
beforeEach(async () => {
  paceStudio(0);
  // Three who talk; what the local server takes is OpenAI's replica too.
  providers = await useProviders({ LOCAL_OPENAI_BASE_URL: '', AWS_BEDROCK_REGION: '' });
});
afterEach(async () => {
  paceStudio(null);
  await providers.close();
});

type Heard = { text: string; fallbacks: FallbackPart[]; error: unknown; trail: TrailStep[] };

async function ask(
  given: {
    model?: string;
    messages?: PromptMessage[];
    fallback?: boolean;
    timeouts?: Partial<TimeLimits>;
  } = {},
): Promise<Heard> {
  const { model = first, fallback = true } = given;
  const messages = given.messages ?? [
    { role: 'user', parts: [{ type: 'text', text: 'Tell me of the sea' }] },
  ];
  const heard: Heard = { text: '', fallbacks: [], error: null, trail: [] };
  const signal = new AbortController().signal;
  try {
    for await (const part of streamAnswer(
      { model, messages, fallback, signal },
      { timeouts: given.timeouts ?? quick },
    )) {
      if (part.type === 'text-delta') heard.text += part.text;
      if (part.type === 'fallback') heard.fallbacks.push(part);
    }
  } catch (error) {
    heard.error = error;
    heard.trail = trailOf(error);
  }
  return heard;
}

const fail = (name: 'openai' | 'google' | 'anthropic', fault: Fault, times = 3) =>
  providers[name].script(...Array.from({ length: times }, () => ({ fault })));
const nextOf = ({ fallbacks }: Heard) => fallbacks.map(({ next }) => next.provider);

describe('when the model that was asked fails', () => {
  it.each([
    ['503', 'models.unavailable'],
    ['401', 'models.bad_key'],
    ['hang-headers', 'models.timeout'],
    ['empty', 'models.empty_answer'],
  ] as const)('another provider answers after a %s, and who failed is told first', async (fault, code) => {
    fail('openai', fault);
    const heard = await ask({ timeouts: fault === 'hang-headers' ? impatient : quick });
    expect(heard.error).toBeNull();
    expect(heard.text).not.toBe('');
    expect(nextOf(heard)).toEqual(['google']);
    expect(heard.fallbacks[0]?.failed).toMatchObject({
      ...{ task: 'answer', model: first, model_name: 'GPT-5', outcome: 'failed', code },
      message: expect.stringMatching(/^OpenAI .*\.$/),
    });
  });

  it('the built-in engine answers at last, and says for whom', async () => {
    fail('openai', '503');
    fail('google', '500');
    fail('anthropic', '401');
    const heard = await ask();
    expect(nextOf(heard)).toEqual(['google', 'anthropic', 'studio']);
    expect(heard.fallbacks.at(-1)?.next.offline).toBe(true);
    expect(heard.text).toContain('Studio');
  });

  it('nobody takes over after the first word was shown', async () => {
    fail('openai', 'cut', 1);
    const heard = await ask();
    expect(heard.fallbacks).toEqual([]);
    expect(heard.text).not.toBe('');
    expect(heard.error).toMatchObject({ code: 'models.interrupted' });
    expect(heard.trail).toMatchObject([{ model: first, outcome: 'failed', code: 'models.interrupted' }]);
  });

  it('a refusal stands, and so does the failure where nobody may take over', async () => {
    fail('openai', 'refuse', 1);
    expect(await ask()).toMatchObject({ fallbacks: [], error: { code: 'models.refused' } });
    fail('openai', '401', 1);
    expect(await ask({ fallback: false })).toMatchObject({
      fallbacks: [],
      error: { code: 'models.bad_key' },
    });
    expect(providers.google.requests).toHaveLength(0);
  });

  it('only those take over that take what was sent', async () => {
    fail('openai', '401', 1);
    const heard = await ask({
      messages: [
        {
          role: 'user',
          parts: [
            { type: 'file', mediaType: 'audio/mpeg', bytes: Buffer.from('ID3 sound') },
            { type: 'text', text: 'What is said here?' },
          ],
        },
      ],
    });
    // Google hears; Anthropic does not.
    expect(nextOf(heard)).toEqual(['google']);
  });

  it('only those draw in its place who may', async () => {
    const draw = (fallback: boolean | ((maker: Maker) => boolean)) => {
      fail('openai', '401', 1);
      const wanted = 'openai/gpt-image-2';
      return makeImages({
        ...{ use: 'image', prompt: 'A fox', images: [], count: 1, wanted, fallback },
        signal: new AbortController().signal,
      }).then(
        ({ maker }) => maker.provider,
        (error: { code: string }) => error.code,
      );
    };
    expect(await draw(true)).toBe('google');
    expect(await draw(({ provider }) => provider !== 'google')).toBe('studio');
    expect(await draw(() => false)).toBe('models.bad_key');
  });

  it('a summary comes from the next who can, with what was tried', async () => {
    fail('google', '401', 1);
    const made = await summarise({ text: 'A: hello. B: good day.', signal: new AbortController().signal });
    if ('status' in made) throw new Error('Somebody can sum up.');
    expect(made.trail.map(({ outcome, task }) => [task, outcome])).toEqual([
      ['summary', 'failed'],
      ['summary', 'done'],
    ]);
    expect(made.maker.provider).not.toBe('google');
  });
});

describe('a provider that fails again and again', () => {
  const stateOf = async (provider: string, modality = 'language') =>
    (await engineHealth()).find((engine) => engine.provider === provider && engine.modality === modality);

  it('is left alone, in this kind of work only, and the others are not touched', async () => {
    fail('openai', '503', 6);
    await ask({ fallback: false });
    await ask({ fallback: false });
    expect(await stateOf('openai')).toMatchObject({
      ...{ breaker: 'open', failures: 5, running: 0 },
      lastError: { code: 'models.unavailable' },
    });
    const before = providers.openai.requests.length;
    const heard = await ask();
    expect(heard.error).toBeNull();
    expect(heard.fallbacks[0]?.failed.code).toBe('models.resting');
    expect(providers.openai.requests).toHaveLength(before);
    expect(await stateOf('openai', 'image')).toMatchObject({ breaker: 'closed', failures: 0 });
    expect(await stateOf('google')).toMatchObject({ breaker: 'closed', failures: 0, calls: 1 });
  });

  it('is blamed for answers that break off, too', async () => {
    fail('openai', 'cut', 5);
    for (let count = 0; count < 5; count++) await ask({ fallback: false });
    expect(await stateOf('openai')).toMatchObject({
      breaker: 'open',
      lastError: { code: 'models.interrupted' },
    });
  });

  it('is not blamed for what is wrong with requests', async () => {
    fail('openai', '400', 6);
    for (let count = 0; count < 6; count++) await ask({ fallback: false });
    expect(await stateOf('openai')).toMatchObject({ breaker: 'closed', calls: 6, failures: 6 });
  });
});

it('makes what a person agreed to by whom they agreed to, or not at all', async () => {
  const signal = new AbortController().signal;
  const order = { wanted: 'google/veo-3.1-fast-generate-preview', prompt: 'The sea [[fault:500]]', signal };
  const others = await startVideo(order);
  expect(others.maker.offline).toBe(true);
  expect(others.trail[0]).toMatchObject({ model: order.wanted, outcome: 'failed' });
  const alone = await startVideo({ ...order, fallback: false }).catch((error: unknown) => error);
  expect(trailOf(alone)).toMatchObject([{ model: order.wanted, outcome: 'failed' }]);
});
