import type { Credentials } from '../settings';
import type { ChannelRegistry } from './channel-registry';
import type { Connection } from './connection';
import type { EmbeddedLimits } from './limits';
import {
  type ClientMessage,
  clientMessageSchema,
  encodeMessage,
  encodeProtocolMessage,
  isGuarded,
  pusherCodes,
  unsubscribeSchema,
} from './protocol';
import { subscribe, unsubscribe } from './subscribe';

export type MessageContext = { credentials: Credentials; registry: ChannelRegistry; limits: EmbeddedLimits };

const pong = encodeProtocolMessage('pusher:pong', {});

/** Answers one message of a client. Events it does not know are ignored, as Pusher does. */
export function handleMessage(
  context: MessageContext,
  connection: Connection,
  text: string,
  now: number,
): void {
  const message = readMessage(text);
  if (!message) {
    connection.sendError(pusherCodes.invalidMessage, 'The message is not valid.');
    return;
  }
  switch (message.event) {
    case 'pusher:ping':
      connection.send(pong);
      return;
    case 'pusher:subscribe':
      subscribe(context, connection, readData(message.data));
      return;
    case 'pusher:unsubscribe': {
      const request = unsubscribeSchema.safeParse(readData(message.data));
      if (request.success) unsubscribe(context.registry, connection, request.data.channel);
      return;
    }
  }
  if (message.event.startsWith('client-')) relayClientEvent(context, connection, message, now);
}

/** Hands an event of one client to the other subscribers of a guarded channel. */
function relayClientEvent(
  context: MessageContext,
  connection: Connection,
  message: ClientMessage,
  now: number,
): void {
  const { registry, limits } = context;
  const { channel, event, data } = message;
  if (!connection.takeClientEvent(now)) {
    connection.sendError(pusherCodes.clientEventRefused, 'Too many client events in one second.');
    return;
  }
  if (channel === undefined || !isGuarded(channel) || !connection.channels.has(channel)) {
    connection.sendError(
      pusherCodes.clientEventRefused,
      'Client events need a private or presence channel that you are subscribed to.',
    );
    return;
  }
  const sizeBytes = Buffer.byteLength(typeof data === 'string' ? data : (JSON.stringify(data) ?? ''));
  if (sizeBytes > limits.maxEventDataBytes) {
    connection.sendError(pusherCodes.clientEventRefused, 'The client event is too large.');
    return;
  }
  const userId = connection.channels.get(channel)?.id;
  registry.fanOut(
    channel,
    () => encodeMessage({ event, channel, data, user_id: userId }),
    connection.socketId,
  );
}

function readMessage(text: string): ClientMessage | null {
  try {
    return clientMessageSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The data of a protocol message may be an object or a JSON text of one. */
function readData(data: unknown): unknown {
  if (typeof data !== 'string') return data;
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
