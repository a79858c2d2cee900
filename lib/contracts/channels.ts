// No schemas in this file: the browser loads it first.

/** The private channel of one person; every event of their conversations goes there. */
export function personChannel(userId: string): string {
  return `private-person-${userId}`;
}

/** Pusher event name under which thin events travel. */
export const THIN_EVENT_NAME = 'strand-event';

/** PostgreSQL NOTIFY channel on which the store announces committed events, as `{ owner_id, ...ThinEvent }`. */
export const EVENT_NOTIFY_CHANNEL = 'strand_events';
