import type { Job, ToolId } from '@/lib/contracts';
import { formatMoney } from '@/lib/kernel';

/** What a tool makes, as people call it. */
const things: Record<ToolId, string> = {
  generate_image: 'picture',
  edit_image: 'picture',
  generate_video: 'film',
  speak: 'recording',
  make_file: 'file',
  search_web: 'search',
};
export const thingOf = (tool: ToolId): string => things[tool];

/** A job in a few words: "Film: A fox in the snow". */
export const callJob = ({ tool, title }: Pick<Job, 'tool' | 'title'>): string =>
  `${capital(thingOf(tool))}: ${title}`;

const verbs: Record<ToolId, string> = {
  generate_image: 'Being drawn',
  edit_image: 'Being drawn',
  generate_video: 'Being made',
  speak: 'Being spoken',
  make_file: 'Being written',
  search_web: 'Being looked up',
};

/** What a job that is not over does now: "Queued, second in line", "Being made by Veo 3.1 Fast". */
export function sayWork(job: Pick<Job, 'status' | 'stage' | 'model_name' | 'tool'>): string {
  if (job.stage) return job.stage;
  if (job.status === 'queued') return 'Queued';
  return job.model_name ? `${verbs[job.tool]} by ${job.model_name}` : `${verbs[job.tool]} now`;
}

/** How a job ended, when it made nothing: one sentence. Null for what is under way, waits, or is complete. */
export function sayEnd(job: Pick<Job, 'status' | 'error' | 'tool' | 'consent' | 'title'>): string | null {
  switch (job.status) {
    case 'failed':
      return job.error?.message ?? `The ${thingOf(job.tool)} could not be made.`;
    case 'cancelled':
      return `${callJob(job)}. Cancelled.`;
    case 'denied':
      return `${callJob(job)}. You said no, so nothing was made.`;
    case 'expired':
      return `${callJob(job)}. Nobody answered in time, so nothing was made.`;
    default:
      return null;
  }
}

/** A price before the work: "About $0.60", "Free"; that it is not known is said as well. */
export function sayQuote(micros: number | null): string {
  if (micros === null) return 'The price is not known';
  return micros === 0 ? 'Free' : `About ${formatMoney(micros)}`;
}

/** What was chosen beside the words: "8 seconds · 16:9 · Nature". */
export function sayChoices(parameters: Job['parameters']): string[] {
  const { duration_seconds: seconds, aspect_ratio: shape, style, mood, count, format, voice } = parameters;
  const said = [
    typeof seconds === 'number' && `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`,
    typeof count === 'number' && count > 1 && `${count} pictures`,
    shape,
    typeof format === 'string' && format.toUpperCase(),
    typeof style === 'string' && capital(style),
    typeof mood === 'string' && capital(mood),
    voice,
  ];
  return said.filter((word) => typeof word === 'string');
}

/** The words of a job, whatever its tool calls them. */
export function wordsOf({ prompt, text, query, content, title }: Job['parameters']): string {
  const words = [prompt, text, query, title, content].find((value) => typeof value === 'string');
  return typeof words === 'string' ? words : '';
}

/** How long a question still waits, in words; null when its time is over. */
export function sayTimeLeft(expiresAt: string, nowMs: number): string | null {
  const leftMs = Date.parse(expiresAt) - nowMs;
  if (!(leftMs > 0)) return null;
  const minutes = Math.ceil(leftMs / 60_000);
  if (minutes <= 1) return 'Waits for less than a minute';
  if (minutes < 90) return `Waits for ${minutes} minutes`;
  return `Waits for ${Math.round(minutes / 60)} hours`;
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
