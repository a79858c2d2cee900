import { newId } from '@/lib/kernel';
import { db, isUniqueViolation } from '@/lib/platform/db';

export type Role = 'admin' | 'member';

export type UserRecord = {
  id: string;
  email: string;
  name: string | null;
  role: Role;
  password_hash: string | null;
  session_version: number;
  preferences: unknown;
};

type NewUser = {
  email: string;
  name: string | null;
  passwordHash: string | null;
  /** Absent: the first account of the installation is an admin, every other one a member. */
  role?: Role;
  identity?: { provider: string; providerAccountId: string };
};

type InsertResult =
  | { status: 'created'; user: UserRecord }
  | { status: 'email_taken' }
  | { status: 'closed' };

/** Any number, the same in every process. */
const FIRST_USER_LOCK = 7_402_301;

const columns = {
  id: true,
  email: true,
  name: true,
  role: true,
  password_hash: true,
  session_version: true,
  preferences: true,
} as const;

/**
 * Inserts an account. With `onlyIfFirst`, only while there is none. Inserts wait for each other on an advisory
 * lock: otherwise two first sign-ups at once would each see an empty table, and both become admins.
 */
export async function insertUser(user: NewUser, options: { onlyIfFirst: boolean }): Promise<InsertResult> {
  try {
    return await db().$transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${FIRST_USER_LOCK})`;
      const first = (await tx.user.findFirst({ select: { id: true } })) === null;
      if (options.onlyIfFirst && !first) return { status: 'closed' };
      const row = await tx.user.create({
        data: {
          id: newId(),
          email: user.email,
          name: user.name,
          password_hash: user.passwordHash,
          role: user.role ?? (first ? 'admin' : 'member'),
          ...(user.identity && {
            identities: {
              create: {
                provider: user.identity.provider,
                provider_account_id: user.identity.providerAccountId,
              },
            },
          }),
        },
        select: columns,
      });
      return { status: 'created', user: toRecord(row) };
    });
  } catch (error) {
    if (isUniqueViolation(error)) return { status: 'email_taken' };
    throw error;
  }
}

export async function hasUsers(): Promise<boolean> {
  return (await db().user.findFirst({ select: { id: true } })) !== null;
}

export async function getUser(id: string): Promise<UserRecord | null> {
  const row = await db().user.findUnique({ where: { id }, select: columns });
  return row && toRecord(row);
}

/** `email` as emailSchema returns it. */
export async function getUserByEmail(email: string): Promise<UserRecord | null> {
  const row = await db().user.findUnique({ where: { email }, select: columns });
  return row && toRecord(row);
}

/** Every account, oldest first; for the administrator's command line. */
export async function listUsers(): Promise<UserRecord[]> {
  return (await db().user.findMany({ select: columns, orderBy: [{ created_at: 'asc' }, { id: 'asc' }] })).map(
    toRecord,
  );
}

/**
 * Sets a password and raises the session version in one statement. With `replaces`, only while that is still the
 * stored hash. Returns the new session version, or null when nothing matched.
 */
export async function updatePassword(
  userId: string,
  passwordHash: string,
  options: { replaces?: string } = {},
): Promise<number | null> {
  const [row] = await db().user.updateManyAndReturn({
    where: { id: userId, ...(options.replaces !== undefined && { password_hash: options.replaces }) },
    data: { password_hash: passwordHash, session_version: { increment: 1 } },
    select: { session_version: true },
  });
  return row?.session_version ?? null;
}

function toRecord(row: Omit<UserRecord, 'role'> & { role: string }): UserRecord {
  return { ...row, role: row.role === 'admin' ? 'admin' : 'member' };
}
