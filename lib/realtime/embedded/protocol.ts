import { z } from 'zod';

/**
 * Codes that tell a Pusher client what to do next: below 4100 give up, below 4200 come back later,
 * below 4300 come back at once.
 */
export const pusherCodes = {
  unknownKey: 4001,
  invalidProtocol: 4006,
  unsupportedProtocol: 4007,
  missingProtocol: 4008,
  overCapacity: 4100,
  invalidMessage: 4200,
  pongMissing: 4201,
  clientEventRefused: 4301,
} as const;
export type PusherCode = (typeof pusherCodes)[keyof typeof pusherCodes];

/** The oldest version in which `data` is a JSON text and close codes are sent. */
export const MIN_PROTOCOL = 5;
export const MAX_PROTOCOL = 7;

const channelNameSchema = z.string().regex(/^[-a-zA-Z0-9_=@,.;#]{1,200}$/);

export const clientMessageSchema = z.object({
  event: z.string().min(1).max(200),
  channel: z.string().optional(),
  data: z.unknown().optional(),
});
export type ClientMessage = z.infer<typeof clientMessageSchema>;

export const subscribeSchema = z.object({
  channel: channelNameSchema,
  auth: z.string().max(1000).optional(),
  channel_data: z.string().optional(),
});
export const unsubscribeSchema = z.object({ channel: z.string() });

export const memberSchema = z.object({
  user_id: z.union([z.string().min(1).max(200), z.number()]).transform(String),
  user_info: z.unknown().optional(),
});

const socketId = z.string().max(50).optional();
const eventName = z.string().min(1).max(200);
export const triggerSchema = z
  .object({
    name: eventName,
    data: z.string(),
    channel: channelNameSchema.optional(),
    channels: z.array(channelNameSchema).min(1).max(100).optional(),
    socket_id: socketId,
  })
  .refine(
    (body) => body.channel !== undefined || body.channels !== undefined,
    'channel or channels is needed',
  );
export const batchSchema = z.object({
  batch: z.array(
    z.object({ name: eventName, data: z.string(), channel: channelNameSchema, socket_id: socketId }),
  ),
});

/** Private and presence channels need a signature and may carry client events. */
export function isGuarded(channel: string): boolean {
  return /^(private|presence)-/.test(channel);
}

export function isPresence(channel: string): boolean {
  return channel.startsWith('presence-');
}

/** A server message, serialised: the same bytes go to every connection. */
export function encodeMessage(message: {
  event: string;
  channel?: string;
  data: unknown;
  user_id?: string;
}): Buffer {
  return Buffer.from(JSON.stringify(message));
}

/** A protocol message, whose `data` travels as a JSON text. */
export function encodeProtocolMessage(event: string, data: unknown, channel?: string): Buffer {
  return encodeMessage({ event, channel, data: JSON.stringify(data) });
}
