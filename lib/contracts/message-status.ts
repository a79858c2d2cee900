/** Where a message stands. No schemas in this file: the browser loads it first. */
export const messageStatuses = [
  'pending',
  'streaming',
  'complete',
  'partial',
  'failed',
  'cancelled',
] as const;
export type MessageStatus = (typeof messageStatuses)[number];

/** True while a run may still add to the message. */
export function isOpen(status: MessageStatus): boolean {
  return status === 'pending' || status === 'streaming';
}
