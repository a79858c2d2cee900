import type { Message } from '@/lib/contracts';
import { formatMoney } from '@/lib/kernel';
import { nameOfChannel } from './channel-name';
import { readTokens } from './read-tokens';

/** What is known of a message, as names and values; only what there is. */
export function detailsOf(message: Message, nameOf: (modelId: string) => string): [string, string][] {
  const { metadata, jobs } = message;
  const tokens = readTokens(metadata.usage);
  const made = message.media_urls.find((asset) => asset.generation);
  const paid = jobs.filter((job) => job.cost_micros !== null);
  const jobMicros = paid.reduce((sum, job) => sum + (job.cost_micros ?? 0), 0);
  const when = { dateStyle: 'long', timeStyle: 'short' } as const;
  const rows: [string, string | null | undefined][] = [
    [
      'Written by',
      message.sender_type === 'agent' ? metadata.model_used && nameOf(metadata.model_used) : 'You',
    ],
    ['When', new Date(message.created_at).toLocaleString(undefined, when)],
    ['Came through', message.sender_type === 'user' ? nameOfChannel(message.sender_channel) : null],
    ['Cost of words', metadata.cost_micros === undefined ? null : formatMoney(metadata.cost_micros)],
    ['Cost of media', paid.length > 0 ? formatMoney(jobMicros) : null],
    ['Tokens read', tokens.input?.toLocaleString()],
    ['Tokens written', tokens.output?.toLocaleString()],
    ['Context', metadata.context && sayContext(metadata.context)],
    ['Media by', made?.generation && (made.generation.model_name ?? nameOf(made.generation.model))],
    ['Prompt', made?.generation?.prompt],
  ];
  return rows.filter((row): row is [string, string] => Boolean(row[1]));
}

/** How much of what a model can read was sent: "About 12,400 of 128,000 tokens, 14 messages, 30 summarised". */
function sayContext(context: NonNullable<Message['metadata']['context']>): string {
  const { tokens, limit_tokens: limit, messages, summarised_messages: summarised } = context;
  const size = limit
    ? `About ${tokens.toLocaleString()} of ${limit.toLocaleString()} tokens`
    : `About ${tokens.toLocaleString()} tokens`;
  const count = `${messages} ${messages === 1 ? 'message' : 'messages'} in full`;
  return [size, count, summarised > 0 && `${summarised} summarised`].filter(Boolean).join(', ');
}
