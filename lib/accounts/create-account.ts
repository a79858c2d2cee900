import type { Person, SignUpBody } from '@/lib/contracts';
import { env } from '@/lib/platform/env';
import type { ClientAddress } from './client-address';
import { badName, emailTaken, signUpClosed, tooManyAttempts } from './errors';
import { hashPassword } from './passwords';
import { toPerson } from './people';
import { hasControlCharacters } from './request-bodies';
import { getUserByEmail, hasUsers, insertUser, type Role } from './store/users';
import { takeSignUpAttempt } from './take-attempt';

/**
 * A stranger makes an account. The first one becomes the admin, also where sign-up is closed.
 * Throws `accounts.too_many_attempts`, `accounts.sign_up_closed`, `accounts.email_taken`, `accounts.bad_name`.
 */
export async function signUp(body: SignUpBody, address: ClientAddress): Promise<Person> {
  const attempt = await takeSignUpAttempt(address);
  if (!attempt.allowed) throw tooManyAttempts(attempt.retryAfterMs);
  const onlyIfFirst = env().SIGN_UP === 'closed';
  // The insert decides; asking first spares the hash where the answer is known.
  if (onlyIfFirst && (await hasUsers())) throw signUpClosed();
  return insert(body, { onlyIfFirst });
}

/**
 * An administrator makes an account, also where sign-up is closed. Without a role, the first account becomes the
 * admin and others members. Throws `accounts.email_taken`, `accounts.bad_name`.
 */
export function createAccount(body: SignUpBody & { role?: Role }): Promise<Person> {
  return insert(body, { onlyIfFirst: false });
}

async function insert(
  body: SignUpBody & { role?: Role },
  options: { onlyIfFirst: boolean },
): Promise<Person> {
  const name = body.name || null;
  if (name && hasControlCharacters(name)) throw badName();
  if (await getUserByEmail(body.email)) throw emailTaken();
  const passwordHash = await hashPassword(body.password);
  const result = await insertUser({ email: body.email, name, passwordHash, role: body.role }, options);
  if (result.status === 'closed') throw signUpClosed();
  if (result.status === 'email_taken') throw emailTaken();
  return toPerson(result.user);
}
