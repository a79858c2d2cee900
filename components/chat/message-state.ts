import type { Message } from '@/lib/contracts';

/** How an answer ended, in words, when it did not end well; null when there is nothing to say. */
export function sentenceOfState(message: Pick<Message, 'status' | 'metadata'>): string | null {
  const reason = message.metadata.error?.message;
  switch (message.status) {
    case 'partial':
      return reason ?? 'The answer was cut off.';
    case 'failed':
      return reason ?? 'There is no answer. Try again.';
    case 'cancelled':
      return 'You stopped this answer.';
    default:
      return null;
  }
}
