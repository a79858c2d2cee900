import { describe, expect, it } from 'vitest';
import { catalogueModelSchema, priceSchema } from './catalogue';
import { costBy, costOf } from './cost-of';
import { guessUsage } from './guess-usage';
import { rememberModels } from './known-models';
import { estimateAnswer } from './quote';

const price = (given: object) => priceSchema.parse(given);
const text = price({ input_per_million: 1.25, cached_input_per_million: 0.125, output_per_million: 10 });

describe('what a call costs', () => {
  it('is its tokens at list price, those of a cache at theirs, rounded up', () => {
    // 1,000 × $1.25 + 200 × $0.125 + 300 × $10, a million each: 1,250 + 25 + 3,000 micros.
    const usage = { input_tokens: 1_200, cached_input_tokens: 200, output_tokens: 300 };
    expect(costBy(text, usage)).toEqual({ micros: 4_275, isEstimate: false });
    expect(costBy(text, { input_tokens: 1, output_tokens: 0 })).toEqual({ micros: 2, isEstimate: false });
    // What divides evenly is not rounded up for how computers count: 8 × $0.15 is not a micro more.
    expect(costBy(price({ per_second: 0.15 }), { seconds: 8 }).micros).toBe(1_200_000);
  });

  it('is what pictures take in tokens where that is told, else their price each', () => {
    const drawing = price({
      ...{ input_per_million: 0.3, output_per_million: 2.5 },
      ...{ image_output_per_million: 30, per_image: 0.039 },
    });
    const told = { images: 1, input_tokens: 20, output_tokens: 1_300, image_output_tokens: 1_290 };
    // 20 × $0.3 + 10 × $2.5 + 1,290 × $30: 6 + 25 + 38,700 micros.
    expect(costBy(drawing, told)).toEqual({ micros: 38_731, isEstimate: false });
    expect(costBy(drawing, { images: 2 })).toEqual({ micros: 78_000, isEstimate: false });
    const ordersOnly = price({ input_per_million: 5, image_output_per_million: 40, per_image: 0.17 });
    expect(costBy(ordersOnly, { images: 1, input_tokens: 10, output_tokens: 4_000 }).micros).toBe(160_050);
  });

  it('is per second, per character and per request where these are billed', () => {
    expect(costBy(price({ per_second: 0.0001 }), { seconds: 61.5 }).micros).toBe(6_150);
    expect(costBy(price({ per_million_characters: 15 }), { characters: 1_001 }).micros).toBe(15_015);
    const search = price({ input_per_million: 0.3, output_per_million: 2.5, per_request: 0.035 });
    expect(costBy(search, { requests: 1, input_tokens: 100, output_tokens: 100 }).micros).toBe(35_280);
    const spoken = price({
      input_per_million: 0.5,
      audio_output_per_million: 10,
      per_million_characters: 17,
    });
    expect(costBy(spoken, { characters: 300, input_tokens: 75, output_tokens: 500 }).micros).toBe(5_038);
  });

  it('is an estimate where the provider is silent, and where no price is known', () => {
    const guess = { input_tokens: 1_000, output_tokens: 100 };
    expect(costBy(text, null, guess)).toEqual({ micros: 2_250, isEstimate: true });
    expect(costBy(text, {}, guess)).toEqual({ micros: 2_250, isEstimate: true });
    expect(costBy(price({}), { input_tokens: 1_000 })).toEqual({ micros: 0, isEstimate: true });
    expect(costOf('nobody/knows', { input_tokens: 1 })).toEqual({ micros: 0, isEstimate: true });
  });

  it('is nothing for what is free', () => {
    expect(costBy(price({ free: true }), null, { images: 3 })).toEqual({ micros: 0, isEstimate: false });
  });
});

describe('before the call', () => {
  const model = catalogueModelSchema.parse({
    ...{ id: 'example/writer', name: 'Writer', description: 'Writes.', via: 'language' },
    ...{ input: { text: true, image: true }, output: { text: true, image: false } },
    price: { input_per_million: 1, output_per_million: 10 },
  });
  rememberModels([model, { ...model, id: 'example/thinker', thoughts: true }]);

  it('an answer is reckoned with caution: three characters to a token, pictures, a long answer', () => {
    // 3,000 / 3 + 2 × 1,600 tokens at $1, 2,048 at $10.
    expect(estimateAnswer('example/writer', 3_000, 2)).toBe(4_200 + 20_480);
    expect(estimateAnswer('example/thinker', 3_000, 2)).toBe(4_200 + 61_440);
    expect(estimateAnswer('nobody/knows', 3_000, 2)).toBe(0);
  });

  it('a film is reckoned by its seconds, the longest when nobody says', () => {
    const film = { ...model, limits: { durations_seconds: [4, 6, 8] } };
    expect(guessUsage('video', film, {})).toEqual({ seconds: 8 });
    expect(guessUsage('video', film, { durationSeconds: 4 })).toEqual({ seconds: 4 });
  });
});
