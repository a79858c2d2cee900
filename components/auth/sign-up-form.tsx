'use client';

import Link from 'next/link';
import { type FormEvent, useState } from 'react';
import { request } from '@/lib/client';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { PasswordField } from './password-field';
import { ProviderButtons } from './provider-buttons';
import { signInWithPassword } from './sign-in-with-password';

const MIN_PASSWORD_LENGTH = 8;

type SignUpFormProps = {
  methods: { google: boolean; github: boolean; signUpOpen: boolean; isFirst: boolean };
  next: string;
};

export function SignUpForm({ methods, next }: SignUpFormProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [passwordError, setPasswordError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  if (!methods.signUpOpen) {
    return (
      <>
        <h1 className="text-display font-semibold">Create an account</h1>
        <p className="mt-2 text-body text-muted">
          New accounts are closed here. Ask the administrator to make one for you.
        </p>
        <SignInLink />
      </>
    );
  }

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const email = String(form.get('email'));
    const password = String(form.get('password'));
    if (password.length < MIN_PASSWORD_LENGTH) {
      setPasswordError(`Use at least ${MIN_PASSWORD_LENGTH} characters.`);
      return;
    }
    setPasswordError(null);
    setProblem(null);
    setBusy(true);
    try {
      await request('/api/account/sign-up', {
        method: 'POST',
        body: JSON.stringify({ email, password, name: String(form.get('name')).trim() || null }),
      });
      const code = await signInWithPassword(email, password);
      // The account is there in any case: the sign-in page says what went wrong.
      window.location.assign(code === null ? next : `/signin?error=${encodeURIComponent(code)}`);
    } catch (error) {
      setProblem((error as Error).message);
      setBusy(false);
    }
  };

  return (
    <>
      <h1 className="text-display font-semibold">Create an account</h1>
      <p className="mt-1 text-body text-muted">
        {methods.isFirst
          ? 'The first account here is the administrator’s.'
          : 'One conversation for your words, pictures and files.'}
      </p>
      {/* post: sent before the page is ready, a password must not end up in the address. */}
      <form method="post" onSubmit={submit} className="mt-7 flex flex-col gap-4">
        {problem ? (
          <Notice tone="danger" live>
            {problem}
          </Notice>
        ) : null}
        <Field
          label="Name"
          name="name"
          autoComplete="name"
          autoFocus
          maxLength={100}
          hint="How Strand greets you. Optional."
        />
        <Field label="E-mail" name="email" type="email" autoComplete="username" required maxLength={254} />
        <PasswordField
          label="Password"
          name="password"
          autoComplete="new-password"
          required
          maxLength={200}
          hint={`At least ${MIN_PASSWORD_LENGTH} characters.`}
          error={passwordError}
        />
        <Button type="submit" look="primary" busy={busy} className="mt-2">
          Create account
        </Button>
      </form>
      <ProviderButtons google={methods.google} github={methods.github} next={next} />
      {methods.isFirst ? null : <SignInLink />}
    </>
  );
}

function SignInLink() {
  return (
    <p className="mt-8 text-caption text-muted">
      Already have an account?{' '}
      <Link href="/signin" className="font-medium text-accent-text underline-offset-4 hover:underline">
        Sign in
      </Link>
    </p>
  );
}
