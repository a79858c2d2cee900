'use client';

import { type FormEvent, useState } from 'react';
import { request, usePerson } from '@/lib/client';
import { PasswordField } from '../auth/password-field';
import { announce } from '../ui/announcements';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';

export function PasswordForm() {
  const person = usePerson();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const values = new FormData(form);
    setBusy(true);
    setProblem(null);
    try {
      await request('/api/account/password', {
        method: 'POST',
        body: JSON.stringify({ current_password: values.get('current'), new_password: values.get('new') }),
      });
      form.reset();
      announce('Your password is changed.');
    } catch (error) {
      setProblem((error as Error).message);
    }
    setBusy(false);
  };

  return (
    // post: sent before the page is ready, a password must not end up in the address.
    <form method="post" onSubmit={submit} className="flex max-w-sm flex-col gap-4">
      {problem ? (
        <Notice tone="danger" live>
          {problem}
        </Notice>
      ) : null}
      {/* Password keepers want to know whose password it is. */}
      <input type="hidden" name="username" autoComplete="username" value={person.email} />
      <PasswordField
        label="Current password"
        name="current"
        autoComplete="current-password"
        required
        maxLength={200}
      />
      <PasswordField
        label="New password"
        name="new"
        autoComplete="new-password"
        required
        minLength={8}
        maxLength={200}
        hint="At least 8 characters."
      />
      <Button type="submit" busy={busy} className="self-start">
        Change password
      </Button>
    </form>
  );
}
