import type { CatalogueModel } from './catalogue';
import type { Use } from './catalogue/uses';
import type { ModelUsage } from './ports';

/** A film of no stated length. */
export const USUAL_FILM_SECONDS = 8;
/** What one picture of about a megapixel takes where pictures are billed by tokens. */
const DRAWN_TOKENS = 1_300;
const SEEN_TOKENS = 300;
const CHARACTERS_PER_TOKEN = 4;
/** Where speech is billed by tokens: 25 for a second spoken, 32 for a second heard. */
const SPOKEN_TOKENS = 25;
const HEARD_TOKENS = 32;
/** Speech at a lively pace. */
const CHARACTERS_PER_SECOND = 15;
const A_MINUTE = 60;

type Size = { count?: number; durationSeconds?: number; characters?: number };

/** What a piece of work will use, for a quote, or did use where the provider is silent about it. */
export function guessUsage(use: Use, model: CatalogueModel, given: Size): ModelUsage {
  const { price } = model;
  const written = Math.ceil((given.characters ?? 400) / CHARACTERS_PER_TOKEN);
  switch (use) {
    case 'image':
    case 'edit': {
      const images = given.count ?? 1;
      if (price.per_image !== undefined) return { images };
      const drawn = images * DRAWN_TOKENS;
      const seen = use === 'edit' ? SEEN_TOKENS : 0;
      return { images, input_tokens: written + seen, output_tokens: drawn, image_output_tokens: drawn };
    }
    case 'video':
      return { seconds: given.durationSeconds ?? filmSeconds(model) };
    case 'speech': {
      const characters = given.characters ?? 400;
      if (price.per_million_characters !== undefined) return { characters };
      const spoken = Math.ceil((characters / CHARACTERS_PER_SECOND) * SPOKEN_TOKENS);
      return { characters, input_tokens: written, output_tokens: spoken, audio_output_tokens: spoken };
    }
    case 'transcription': {
      const seconds = given.durationSeconds ?? A_MINUTE;
      if (price.per_second !== undefined) return { seconds };
      const heard = Math.ceil(seconds * HEARD_TOKENS);
      return {
        seconds,
        input_tokens: heard,
        audio_input_tokens: heard,
        output_tokens: Math.ceil(seconds * 4),
      };
    }
    case 'search':
      return { requests: 1, input_tokens: 2_000, output_tokens: 1_000 };
    case 'vision':
      return { input_tokens: 1_600, output_tokens: 400 };
    case 'summary':
      return { input_tokens: written + 200, output_tokens: 600 };
    case 'chat':
      return { input_tokens: written, output_tokens: 1_000 };
  }
}

/** How long a model's films are when nobody says. */
export function filmSeconds({ limits }: CatalogueModel): number {
  const lengths = limits.durations_seconds ?? [];
  return lengths.length > 0 ? Math.max(...lengths) : USUAL_FILM_SECONDS;
}
