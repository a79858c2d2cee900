import { emailSchema } from '@/lib/contracts';
import { env } from '@/lib/platform/env';
import { MAX_NAME_LENGTH } from './limits';
import { hasControlCharacters } from './request-bodies';
import { getIdentityOwner } from './store/identities';
import { getUserByEmail, insertUser } from './store/users';

type ProviderProfile = {
  provider: string;
  providerAccountId: string;
  /** Only an address that the provider says it verified; null otherwise. */
  verifiedEmail: string | null;
  name: string | null;
};

export type ProviderSignInResult =
  | { status: 'signed_in' }
  | { status: 'email_unverified' }
  | { status: 'email_taken' }
  | { status: 'sign_up_closed' };

/**
 * Somebody comes back from an identity provider. A known identity signs in; a new one makes an account, if sign-up
 * is open and the address is free. It is never joined to an account with the same address: whoever registered that
 * address here first, unverified, would then own a joint account.
 */
export async function signInWithProvider(profile: ProviderProfile): Promise<ProviderSignInResult> {
  if (await getIdentityOwner(profile.provider, profile.providerAccountId)) return { status: 'signed_in' };
  const email = emailSchema.safeParse(profile.verifiedEmail);
  if (!email.success) return { status: 'email_unverified' };
  if (await getUserByEmail(email.data)) return { status: 'email_taken' };
  const result = await insertUser(
    {
      email: email.data,
      name: cleanName(profile.name),
      passwordHash: null,
      identity: { provider: profile.provider, providerAccountId: profile.providerAccountId },
    },
    { onlyIfFirst: env().SIGN_UP === 'closed' },
  );
  if (result.status === 'closed') return { status: 'sign_up_closed' };
  if (result.status === 'created') return { status: 'signed_in' };
  // Two callbacks of one person at once: the other one may just have made this very account.
  const owner = await getIdentityOwner(profile.provider, profile.providerAccountId);
  return { status: owner ? 'signed_in' : 'email_taken' };
}

function cleanName(name: string | null): string | null {
  const trimmed = name?.trim().slice(0, MAX_NAME_LENGTH) ?? '';
  return trimmed && !hasControlCharacters(trimmed) ? trimmed : null;
}
