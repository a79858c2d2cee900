import { createHash } from 'node:crypto';
import { kv } from '@/lib/platform/kv';
import type { ClientAddress } from './client-address';
import {
  type AttemptLimit,
  PASSWORD_CHANGE_PER_PERSON,
  SIGN_IN_PER_ADDRESS,
  SIGN_IN_PER_PERSON,
  SIGN_IN_SHARED,
  SIGN_UP_PER_ADDRESS,
  SIGN_UP_SHARED,
} from './limits';

/** Whether an attempt may go on; it is counted either way, before anything is checked, so races gain nothing. */
type Attempt = { allowed: true } | { allowed: false; retryAfterMs: number };

export async function takeSignInAttempt(email: string, address: ClientAddress): Promise<Attempt> {
  const place = await take(
    `sign-in:from:${address.key}`,
    address.shared ? SIGN_IN_SHARED : SIGN_IN_PER_ADDRESS,
  );
  return place.allowed ? take(personKey(email, address), SIGN_IN_PER_PERSON) : place;
}

/** Only wrong passwords count against a person: a right one clears what was counted. */
export async function forgetSignInAttempts(email: string, address: ClientAddress): Promise<void> {
  await kv().delete(personKey(email, address));
}

export function takeSignUpAttempt(address: ClientAddress): Promise<Attempt> {
  return take(`sign-up:from:${address.key}`, address.shared ? SIGN_UP_SHARED : SIGN_UP_PER_ADDRESS);
}

export function takePasswordChangeAttempt(userId: string): Promise<Attempt> {
  return take(`password-change:${userId}`, PASSWORD_CHANGE_PER_PERSON);
}

async function take(key: string, limit: AttemptLimit): Promise<Attempt> {
  const { allowed, retryAfterMs } = await kv().limit(key, limit);
  return allowed ? { allowed } : { allowed, retryAfterMs };
}

/** Hashed, because keys of the store may end up in the logs of a hosted one. */
function personKey(email: string, address: ClientAddress): string {
  return `sign-in:person:${createHash('sha256').update(email).digest('hex').slice(0, 32)}:${address.key}`;
}
