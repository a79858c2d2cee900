'use client';

import type { Message } from '@/lib/contracts';
import { announce } from '../ui/announcements';

const RADIUS = 7;
const LENGTH = 2 * Math.PI * RADIUS;

/** How much of the model's window the conversation takes, as a ring; in words when it is pointed at or pressed. */
export default function ContextRing({ context }: { context: NonNullable<Message['metadata']['context']> }) {
  const limit = context.limit_tokens ?? context.tokens;
  const share = Math.min(1, context.tokens / limit);
  const summarised = context.summarised_messages;
  const words = [
    `${Math.round(share * 100)}% of what the model can read is used`,
    summarised > 0 && `${summarised} earlier ${summarised === 1 ? 'message is' : 'messages are'} summarised`,
  ]
    .filter(Boolean)
    .join('. ');
  return (
    <button
      type="button"
      aria-label={words}
      data-tooltip={words}
      onClick={() => announce(`${words}.`)}
      className="grid size-9 shrink-0 place-items-center rounded-full text-muted transition-colors hover:bg-hover pointer-coarse:size-11"
    >
      <svg viewBox="0 0 20 20" className="size-5 -rotate-90" aria-hidden="true">
        <circle
          cx="10"
          cy="10"
          r={RADIUS}
          fill="none"
          stroke="currentColor"
          strokeWidth="2.5"
          opacity="0.25"
        />
        <circle
          cx="10"
          cy="10"
          r={RADIUS}
          fill="none"
          stroke="currentColor"
          strokeWidth="2.5"
          strokeLinecap="round"
          strokeDasharray={LENGTH}
          strokeDashoffset={LENGTH * (1 - share)}
        />
      </svg>
    </button>
  );
}
