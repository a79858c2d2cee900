import type { Price } from './catalogue';
import { knownModel } from './known-models';
import type { ModelUsage } from './ports';

export type Cost = {
  /** Millionths of a US dollar, rounded up. */
  micros: number;
  /** True when something of it was not reported, or has no list price here. */
  isEstimate: boolean;
};

/**
 * What a call costs by list price: from the usage its provider reported, and where that is silent from
 * `fallbackUsage`, which makes it an estimate.
 */
export function costOf(modelId: string, usage: ModelUsage | null, fallbackUsage?: ModelUsage): Cost {
  const price = knownModel(modelId)?.price;
  if (!price) return { micros: 0, isEstimate: true };
  return costBy(price, usage, fallbackUsage);
}

/** As `costOf`, by a price. */
export function costBy(price: Price, usage: ModelUsage | null, fallbackUsage: ModelUsage = {}): Cost {
  if (price.free) return { micros: 0, isEstimate: false };
  if (!isKnown(price)) return { micros: 0, isEstimate: true };
  const reported = sum(price, usage ?? {});
  const whole = sum(price, { ...fallbackUsage, ...usage });
  const isGuessed = usage === null || reported.parts === 0 || whole.dollars > reported.dollars;
  return { micros: toMicros(whole.dollars), isEstimate: isGuessed };
}

export function isKnown(price: Price): boolean {
  return price.free || Object.entries(price).some(([name, value]) => name !== 'free' && value !== undefined);
}

// Sums of prices end in digits that no bill has; only what is beyond them is rounded up.
const toMicros = (dollars: number) => Math.ceil(Number((dollars * 1_000_000).toFixed(6)));

/** `parts`: how many of the counts have a price. */
function sum(price: Price, usage: ModelUsage): { dollars: number; parts: number } {
  const { input_tokens: input = 0, cached_input_tokens: cached = 0, output_tokens: output = 0 } = usage;
  const { audio_input_tokens: heard = 0, audio_output_tokens: spoken = 0 } = usage;
  const drawn = usage.image_output_tokens ?? 0;
  // What only draws or speaks has one price for all that it gives.
  const written =
    price.output_per_million ?? price.image_output_per_million ?? price.audio_output_per_million;
  const million = 1_000_000;
  const lines: [number, number | undefined][] = [
    [Math.max(0, input - cached - heard) / million, price.input_per_million],
    [cached / million, price.cached_input_per_million ?? price.input_per_million],
    [heard / million, price.audio_input_per_million ?? price.input_per_million],
    [Math.max(0, output - drawn - spoken) / million, written],
    [drawn / million, price.image_output_per_million ?? written],
    [spoken / million, price.audio_output_per_million ?? written],
    // Where tokens are billed and known, the price of a picture or of characters is only their sum.
    [price.image_output_per_million !== undefined && output > 0 ? 0 : (usage.images ?? 0), price.per_image],
    [usage.seconds ?? 0, price.per_second],
    [
      price.audio_output_per_million !== undefined && output > 0 ? 0 : (usage.characters ?? 0) / million,
      price.per_million_characters,
    ],
    [usage.requests ?? 0, price.per_request],
  ];
  const billed = lines.filter(([count, each]) => count > 0 && each !== undefined);
  return {
    dollars: billed.reduce((total, [count, each]) => total + count * (each ?? 0), 0),
    parts: billed.length,
  };
}
