import type { Generation, GenerationOutcome } from '@/lib/contracts';
import { formatMoney } from '@/lib/kernel';

const things: Record<string, string> = {
  answer: 'Answer',
  generate_image: 'Picture',
  edit_image: 'Edited picture',
  generate_video: 'Film',
  speak: 'Recording',
  make_file: 'File',
  search_web: 'Search',
  transcription: 'Transcript',
  description: 'Description of a picture',
  summary: 'Summary of older messages',
};

/** What was asked for, in a word or two. */
export const nameThing = (tool: string): string =>
  things[tool] ?? tool.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase());

const ends: Record<GenerationOutcome, string | null> = {
  complete: null,
  partial: 'Broke off',
  failed: 'Failed',
  cancelled: 'Cancelled',
  denied: 'Not allowed',
  expired: 'Not answered in time',
  abandoned: 'Interrupted',
};

/** What became of it when it did not simply succeed. */
export const nameEnd = (outcome: GenerationOutcome): string | null => ends[outcome];

/** What it was made from: the words themselves, where there were any. */
export function wordsOf({ parameters }: Pick<Generation, 'parameters'>): string | null {
  for (const name of ['prompt', 'query', 'title', 'text']) {
    const value = parameters[name];
    if (typeof value === 'string' && value.trim() !== '') return value;
  }
  return null;
}

/** What was chosen beside the words, name by name. Ids say nothing to people. */
export function choicesOf({ parameters }: Pick<Generation, 'parameters'>): [name: string, value: string][] {
  return Object.entries(parameters).flatMap(([name, value]) => {
    if (value === null || value === '' || name.endsWith('_id') || ['sources', 'images'].includes(name))
      return [];
    if (typeof value === 'object' || (typeof value === 'string' && value === wordsOf({ parameters })))
      return [];
    return [[name.replaceAll('_', ' '), String(value)]];
  });
}

type Cost = Pick<Generation, 'cost_micros' | 'is_estimate' | 'outcome'>;

/** What it came to. What did not come about cost nothing, which is not to say that it is free. */
export function sayCost({ cost_micros, is_estimate, outcome }: Cost): string {
  if (cost_micros === 0) return outcome === 'complete' || outcome === 'partial' ? 'Free' : '–';
  return is_estimate ? `≈ ${formatMoney(cost_micros)}` : formatMoney(cost_micros);
}
