import { personChannel } from '@/lib/contracts';
import { requireRealtimeSettings } from './settings';
import { signChannel } from './signature';

/** What Pusher servers give out; anything else could smuggle a second meaning into the signed text. */
const socketIdShape = /^\d{1,20}\.\d{1,20}$/;

/**
 * Allows a connection to subscribe to a channel. A person may only join their own.
 * @returns the signature the browser hands to the Pusher server, or null when this person may not join
 */
export function authorizeChannel(request: {
  userId: string;
  socketId: string;
  channel: string;
}): { auth: string } | null {
  const { userId, socketId, channel } = request;
  if (channel !== personChannel(userId) || !socketIdShape.test(socketId)) return null;
  return { auth: signChannel(requireRealtimeSettings(), { socketId, channel }) };
}
