import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SignUpForm } from '@/components/auth/sign-up-form';
import { toLocalPath } from '@/components/auth/to-local-path';
import { availableSignInMethods, getSessionPerson } from '@/lib/accounts';

export const metadata: Metadata = { title: 'Create an account' };

type Query = Promise<{ callbackUrl?: string | string[] }>;

export default async function SignUpPage({ searchParams }: { searchParams: Query }) {
  const next = toLocalPath((await searchParams).callbackUrl);
  if (await getSessionPerson()) redirect(next);
  return <SignUpForm methods={await availableSignInMethods()} next={next} />;
}
