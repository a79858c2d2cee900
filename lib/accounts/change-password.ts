import type { Person } from '@/lib/contracts';
import { encodeSession } from './adapters/session-token';
import {
  accountNotFound,
  noPassword,
  passwordChangedMeanwhile,
  tooManyAttempts,
  wrongPassword,
} from './errors';
import { hashPassword, verifyPassword } from './passwords';
import { requirePerson } from './people';
import { serializeSessionCookie } from './session-cookie';
import { getUser, getUserByEmail, updatePassword } from './store/users';
import { takePasswordChangeAttempt } from './take-attempt';

/**
 * A person changes their own password. Every session of theirs ends; the `Set-Cookie` value that is returned lets
 * the one that asked go on. Throws `accounts.wrong_password`, `accounts.no_password`, `accounts.too_many_attempts`,
 * and `accounts.password_changed` when another change came first.
 */
export async function changePassword(
  userId: string,
  passwords: { current: string; next: string },
): Promise<{ sessionCookie: string }> {
  const user = await getUser(userId);
  if (!user) throw accountNotFound();
  if (user.password_hash === null) throw noPassword();
  const attempt = await takePasswordChangeAttempt(userId);
  if (!attempt.allowed) throw tooManyAttempts(attempt.retryAfterMs);
  if (!(await verifyPassword(user.password_hash, passwords.current))) throw wrongPassword();
  const passwordHash = await hashPassword(passwords.next);
  const sessionVersion = await updatePassword(userId, passwordHash, { replaces: user.password_hash });
  if (sessionVersion === null) throw passwordChangedMeanwhile();
  return { sessionCookie: serializeSessionCookie(await encodeSession({ userId, sessionVersion })) };
}

/** The administrator sets somebody's password, which ends their sessions. Throws `accounts.not_found`. */
export async function resetPassword(email: string, password: string): Promise<Person> {
  const user = await getUserByEmail(email);
  if (!user) throw accountNotFound();
  await updatePassword(user.id, await hashPassword(password));
  return requirePerson(user.id);
}
