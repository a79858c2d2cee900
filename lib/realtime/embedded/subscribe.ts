import type { Credentials } from '../settings';
import { equalSignatures, signChannel } from '../signature';
import type { ChannelRegistry, Member } from './channel-registry';
import type { Connection } from './connection';
import type { EmbeddedLimits } from './limits';
import { encodeProtocolMessage, isGuarded, isPresence, memberSchema, subscribeSchema } from './protocol';

type Context = { credentials: Credentials; registry: ChannelRegistry; limits: EmbeddedLimits };

/** Handles `pusher:subscribe`: checks name, number and signature, then joins and tells the others. */
export function subscribe(
  { credentials, registry, limits }: Context,
  connection: Connection,
  data: unknown,
): void {
  const request = subscribeSchema.safeParse(data);
  if (!request.success) {
    refuse(connection, channelOf(data), 'BadRequest', 400, 'The channel name is not valid.');
    return;
  }
  const { channel, auth = '', channel_data: channelData } = request.data;
  if (connection.channels.size >= limits.maxSubscriptionsPerConnection && !connection.channels.has(channel)) {
    refuse(connection, channel, 'LimitReached', 429, 'This connection has too many subscriptions.');
    return;
  }
  let member: Member | null = null;
  if (isGuarded(channel)) {
    const expected = signChannel(credentials, { socketId: connection.socketId, channel, channelData });
    if (!equalSignatures(auth, expected)) {
      refuse(connection, channel, 'AuthError', 401, 'The signature is not valid.');
      return;
    }
    member = isPresence(channel) ? readMember(channelData) : null;
    if (isPresence(channel) && !member) {
      refuse(connection, channel, 'AuthError', 401, 'The channel data has no user_id.');
      return;
    }
  }
  // A second subscription keeps the identity of the first.
  if (!connection.channels.has(channel)) connection.channels.set(channel, member);
  const { isNewMember } = registry.join(channel, connection, member);
  connection.send(
    encodeProtocolMessage(
      'pusher_internal:subscription_succeeded',
      member ? presenceOf(registry, channel) : {},
      channel,
    ),
  );
  if (member && isNewMember) {
    const added = { user_id: member.id, user_info: member.info };
    registry.fanOut(
      channel,
      () => encodeProtocolMessage('pusher_internal:member_added', added, channel),
      connection.socketId,
    );
  }
}

/** Leaves a channel; the others learn when it was the member's last connection. */
export function unsubscribe(registry: ChannelRegistry, connection: Connection, channel: string): void {
  connection.channels.delete(channel);
  const departed = registry.leave(channel, connection);
  if (!departed) return;
  const removed = { user_id: departed.id };
  registry.fanOut(channel, () => encodeProtocolMessage('pusher_internal:member_removed', removed, channel));
}

function refuse(connection: Connection, channel: string, type: string, status: number, error: string): void {
  connection.send(encodeProtocolMessage('pusher:subscription_error', { type, error, status }, channel));
}

/** The name as the client gave it, so that its library can tell which subscription failed. */
function channelOf(data: unknown): string {
  const name = (data as { channel?: unknown } | null | undefined)?.channel;
  return typeof name === 'string' ? name.slice(0, 200) : '';
}

function presenceOf(registry: ChannelRegistry, channel: string) {
  const members = registry.members(channel);
  return {
    presence: {
      count: members.length,
      ids: members.map((member) => member.id),
      hash: Object.fromEntries(members.map((member) => [member.id, member.info])),
    },
  };
}

function readMember(channelData: string | undefined): Member | null {
  try {
    const { user_id: id, user_info: info } = memberSchema.parse(JSON.parse(channelData ?? 'null'));
    return { id, info: info ?? {} };
  } catch {
    return null;
  }
}
