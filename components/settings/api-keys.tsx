'use client';

import { KeyRound, Plus } from 'lucide-react';
import { Suspense, useState } from 'react';
import type { ApiKeyInfo } from '@/lib/contracts';
import { formatTime } from '../chat/format-time';
import { Button } from '../ui/button';
import { lazyOnDemand } from '../ui/lazy-when-online';
import { useIsHydrated } from '../ui/use-is-hydrated';

const NewKeyDialog = lazyOnDemand(() => import('./new-key-dialog'));
const RevokeKeyDialog = lazyOnDemand(() => import('./revoke-key-dialog'));

/** The person's API keys: made, shown once, and revoked here. */
export function ApiKeys({ initial }: { initial: ApiKeyInfo[] }) {
  const [keys, setKeys] = useState(initial);
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiKeyInfo | null>(null);

  return (
    <>
      {keys.length === 0 ? (
        <p className="text-body text-muted">You have no keys.</p>
      ) : (
        <ul
          aria-label="API keys"
          className="divide-y divide-line rounded-medium border border-line bg-surface"
        >
          {keys.map((key) => (
            <li key={key.id} className="flex items-center gap-3 px-3.5 py-3">
              <KeyRound className="size-4 shrink-0 text-faint" />
              <div className="min-w-0 flex-1">
                <p dir="auto" className="truncate text-body font-medium">
                  {key.name}
                </p>
                <p className="truncate text-caption text-muted">
                  <code>{key.prefix}…</code> · <LastUse at={key.last_used_at} />
                </p>
              </div>
              <Button size="small" onClick={() => setRevoking(key)} aria-label={`Revoke ${key.name}`}>
                Revoke
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Button className="mt-3" onClick={() => setMaking(true)}>
        <Plus className="size-4" /> New key
      </Button>
      <Suspense fallback={null}>
        {making ? (
          <NewKeyDialog onMade={(key) => setKeys((now) => [key, ...now])} onClose={() => setMaking(false)} />
        ) : null}
        {revoking ? (
          <RevokeKeyDialog
            apiKey={revoking}
            onRevoked={(id) => setKeys((now) => now.filter((key) => key.id !== id))}
            onClose={() => setRevoking(null)}
          />
        ) : null}
      </Suspense>
    </>
  );
}

/** Times are written in the reader's way, which the server does not know. */
function LastUse({ at }: { at: string | null }) {
  const hydrated = useIsHydrated();
  if (!at) return 'never used';
  return hydrated ? `last used ${formatTime(at)}` : 'used';
}
