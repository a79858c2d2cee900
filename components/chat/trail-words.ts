import type { TrailStep } from '@/lib/contracts';

const done: Record<TrailStep['task'], string> = {
  answer: 'answered',
  describe: 'described the picture',
  transcribe: 'wrote the recording down',
  image: 'drew the picture',
  video: 'made the film',
  speech: 'spoke',
  search: 'searched the web',
  file: 'wrote the file',
  summary: 'summarised earlier messages',
};

/** One attempt in words: "Whisper wrote the recording down", "OpenAI could not be reached". */
export function sayStep({ outcome, task, model_name: name, message }: TrailStep): string {
  if (outcome === 'done') return `${name} ${done[task]}`;
  if (message) return message.replace(/\.$/, '');
  return outcome === 'failed' ? `${name} could not do it` : `${name} was left out`;
}

/** Who answered in whose stead, and why; null when the first choice answered. */
export function sayFallback(trail: readonly TrailStep[]): string | null {
  const tries = trail.filter(({ task }) => task === 'answer');
  const last = tries.findLast(({ outcome }) => outcome === 'done');
  const failed = tries.filter(({ outcome }) => outcome === 'failed');
  if (!last || failed.length === 0) return null;
  return [...failed, last].map(sayStep).join(' · ');
}
