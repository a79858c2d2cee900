import { z } from 'zod';
import { emailSchema } from '@/lib/contracts';
import type { SessionClaims } from './adapters/session-token';
import type { ClientAddress } from './client-address';
import { verifyPassword } from './passwords';
import { getUserByEmail } from './store/users';
import { forgetSignInAttempts, takeSignInAttempt } from './take-attempt';

const credentialsSchema = z.object({
  email: emailSchema,
  // Only what can never be a password is refused here: rules for new ones do not lock old ones out.
  password: z
    .string()
    .max(200)
    .refine((value) => value.trim().length > 0 && !value.includes('\0')),
});

type SignInResult =
  | { status: 'signed_in'; claims: SessionClaims; person: { id: string; email: string; name: string | null } }
  | { status: 'refused' }
  | { status: 'rate_limited'; retryAfterMs: number };

/**
 * Checks an e-mail address and a password from outside. Unknown address and wrong password give the same answer
 * after the same work.
 */
export async function signInWithPassword(
  credentials: unknown,
  address: ClientAddress,
): Promise<SignInResult> {
  const parsed = credentialsSchema.safeParse(credentials);
  if (!parsed.success) return { status: 'refused' };
  const { email, password } = parsed.data;
  const attempt = await takeSignInAttempt(email, address);
  if (!attempt.allowed) return { status: 'rate_limited', retryAfterMs: attempt.retryAfterMs };
  const user = await getUserByEmail(email);
  if (!(await verifyPassword(user?.password_hash ?? null, password)) || !user) return { status: 'refused' };
  await forgetSignInAttempts(email, address);
  return {
    status: 'signed_in',
    claims: { userId: user.id, sessionVersion: user.session_version },
    person: { id: user.id, email: user.email, name: user.name },
  };
}
