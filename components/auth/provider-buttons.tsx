'use client';

import { signIn } from 'next-auth/react';
import { useState } from 'react';
import { Button } from '../ui/button';
import { GitHubLogo, GoogleLogo } from './provider-logos';

type Provider = 'google' | 'github';
type ProviderButtonsProps = { google: boolean; github: boolean; next: string };

/** Sign-in through the providers that are set up here; nothing when there are none. */
export function ProviderButtons({ google, github, next }: ProviderButtonsProps) {
  const [leaving, setLeaving] = useState<Provider | null>(null);
  if (!google && !github) return null;
  const go = (provider: Provider) => {
    setLeaving(provider);
    void signIn(provider, { callbackUrl: next });
  };
  return (
    <div className="mt-6 flex flex-col gap-2">
      <div className="mb-4 flex items-center gap-3 text-caption text-faint">
        <span className="h-px flex-1 bg-line" />
        or
        <span className="h-px flex-1 bg-line" />
      </div>
      {google ? (
        <Button onClick={() => go('google')} busy={leaving === 'google'} disabled={leaving !== null}>
          <GoogleLogo /> Continue with Google
        </Button>
      ) : null}
      {github ? (
        <Button onClick={() => go('github')} busy={leaving === 'github'} disabled={leaving !== null}>
          <GitHubLogo /> Continue with GitHub
        </Button>
      ) : null}
    </div>
  );
}
