/**
 * Which answer is being read: all that its button must know before the code of the reader is there. A button that was
 * scrolled out of sight and comes back finds here that it is the one that stops.
 */
export const nowReading: { messageId: string | null } = { messageId: null };
