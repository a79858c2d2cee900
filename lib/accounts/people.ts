import type { Person } from '@/lib/contracts';
import { decodeSession } from './adapters/session-token';
import { accountNotFound } from './errors';
import { toPreferences } from './preferences';
import { joinSessionCookie } from './session-cookie';
import { getUser, getUserByEmail, listUsers, type UserRecord } from './store/users';

export function toPerson(user: UserRecord): Person {
  const { id, email, name, role, password_hash, preferences } = user;
  const has_password = password_hash !== null;
  return { ...{ id, email, name, role, has_password }, preferences: toPreferences(preferences) };
}

/** The person behind an id. Throws `accounts.not_found`. */
export async function requirePerson(userId: string): Promise<Person> {
  const user = await getUser(userId);
  if (!user) throw accountNotFound();
  return toPerson(user);
}

/** The signed-in person, for server components; null when nobody is. */
export async function getSessionPerson(): Promise<Person | null> {
  // Loaded here because it exists only inside Next, and scripts use this module too.
  const { cookies } = await import('next/headers');
  return findPersonByCookies((await cookies()).getAll());
}

async function findPersonByCookies(
  cookies: Iterable<{ name: string; value: string }>,
): Promise<Person | null> {
  const token = joinSessionCookie(cookies);
  const claims = token ? await decodeSession(token) : null;
  const user = claims && (await getUser(claims.userId));
  return user && user.session_version === claims.sessionVersion ? toPerson(user) : null;
}

/** `email` as emailSchema returns it. */
export async function findPersonByEmail(email: string): Promise<Person | null> {
  const user = await getUserByEmail(email);
  return user && toPerson(user);
}

/** Every account, oldest first. For the administrator only: it is not scoped by owner. */
export async function listPeople(): Promise<Person[]> {
  return (await listUsers()).map(toPerson);
}
