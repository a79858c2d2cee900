import { signIn } from 'next-auth/react';

/** Signs in and answers null, or the code of the problem. */
export async function signInWithPassword(email: string, password: string): Promise<string | null> {
  try {
    const result = await signIn('credentials', { email, password, redirect: false });
    return result?.ok && !result.error ? null : (result?.error ?? 'Unavailable');
  } catch {
    return 'Unavailable';
  }
}
