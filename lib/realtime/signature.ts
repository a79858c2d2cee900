import { createHmac, timingSafeEqual } from 'node:crypto';

/** HMAC-SHA256 of a text, in hex: Pusher's one kind of signature. */
export function sign(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** Compares in time that does not depend on where the texts differ. */
export function equalSignatures(given: string, expected: string): boolean {
  const left = Buffer.from(given);
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** The `auth` value with which a connection may subscribe to a private or presence channel. */
export function signChannel(
  credentials: { key: string; secret: string },
  subscription: { socketId: string; channel: string; channelData?: string },
): string {
  const { socketId, channel, channelData } = subscription;
  const text = channelData === undefined ? `${socketId}:${channel}` : `${socketId}:${channel}:${channelData}`;
  return `${credentials.key}:${sign(credentials.secret, text)}`;
}
