import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SignInForm } from '@/components/auth/sign-in-form';
import { toLocalPath } from '@/components/auth/to-local-path';
import {
  availableSignInMethods,
  describeSignInProblem,
  getSessionPerson,
  signInProblems,
} from '@/lib/accounts';

export const metadata: Metadata = { title: 'Sign in' };

type Query = Promise<{ error?: string | string[]; callbackUrl?: string | string[] }>;

export default async function SignInPage({ searchParams }: { searchParams: Query }) {
  const { error, callbackUrl } = await searchParams;
  const next = toLocalPath(callbackUrl);
  if (await getSessionPerson()) redirect(next);
  return (
    <SignInForm
      methods={await availableSignInMethods()}
      problems={signInProblems}
      initialProblem={typeof error === 'string' ? describeSignInProblem(error) : null}
      next={next}
    />
  );
}
