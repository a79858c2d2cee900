'use client';

import Link from 'next/link';
import { type FormEvent, useState } from 'react';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { PasswordField } from './password-field';
import { ProviderButtons } from './provider-buttons';
import { signInWithPassword } from './sign-in-with-password';

type SignInFormProps = {
  methods: { google: boolean; github: boolean; signUpOpen: boolean };
  /** What to say for each code of a problem. */
  problems: Record<string, string>;
  initialProblem: string | null;
  next: string;
};

export function SignInForm({ methods, problems, initialProblem, next }: SignInFormProps) {
  const [problem, setProblem] = useState(initialProblem);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    const code = await signInWithPassword(String(form.get('email')), String(form.get('password')));
    if (code === null) {
      // A full load: the pages behind the door are rendered for this person.
      window.location.assign(next);
      return;
    }
    setProblem(problems[code] ?? 'Signing in did not work. Try again.');
    setBusy(false);
  };

  return (
    <>
      <h1 className="text-display font-semibold">Sign in</h1>
      <p className="mt-1 text-body text-muted">Your conversation is where you left it.</p>
      {/* post: sent before the page is ready, a password must not end up in the address. */}
      <form method="post" onSubmit={submit} className="mt-7 flex flex-col gap-4">
        {problem ? (
          <Notice tone="danger" live>
            {problem}
          </Notice>
        ) : null}
        <Field
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          autoFocus
          required
          maxLength={254}
        />
        <PasswordField
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          maxLength={200}
        />
        <Button type="submit" look="primary" busy={busy} className="mt-2">
          Sign in
        </Button>
      </form>
      <ProviderButtons google={methods.google} github={methods.github} next={next} />
      {methods.signUpOpen ? (
        <p className="mt-8 text-caption text-muted">
          New here?{' '}
          <Link href="/signup" className="font-medium text-accent-text underline-offset-4 hover:underline">
            Create an account
          </Link>
        </p>
      ) : null}
    </>
  );
}
