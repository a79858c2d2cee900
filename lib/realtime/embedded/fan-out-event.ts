import type { ChannelRegistry } from './channel-registry';
import { encodeMessage } from './protocol';

/** Sends an event to a channel. `data` is a JSON text already; the message is serialised once for everybody. */
export function fanOutEvent(
  registry: ChannelRegistry,
  publication: { channel: string; event: string; data: string; exceptSocketId?: string },
): void {
  const { channel, event, data, exceptSocketId } = publication;
  registry.fanOut(channel, () => encodeMessage({ event, channel, data }), exceptSocketId);
}
