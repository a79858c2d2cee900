import { db } from '@/lib/platform/db';

/** The account that an outside identity belongs to, with its session version. */
export async function getIdentityOwner(
  provider: string,
  providerAccountId: string,
): Promise<{ userId: string; sessionVersion: number } | null> {
  const row = await db().identity.findUnique({
    where: { provider_provider_account_id: { provider, provider_account_id: providerAccountId } },
    select: { user: { select: { id: true, session_version: true } } },
  });
  return row && { userId: row.user.id, sessionVersion: row.user.session_version };
}
