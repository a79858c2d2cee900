'use client';

import { useState } from 'react';
import { request } from '@/lib/client';
import type { ApiKeyInfo } from '@/lib/contracts';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Notice } from '../ui/notice';

type RevokeKeyDialogProps = { apiKey: ApiKeyInfo; onRevoked(id: string): void; onClose(): void };

export default function RevokeKeyDialog({ apiKey, onRevoked, onClose }: RevokeKeyDialogProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const revoke = async () => {
    setBusy(true);
    try {
      await request(`/api/account/api-keys/${apiKey.id}`, { method: 'DELETE' });
      onRevoked(apiKey.id);
      onClose();
    } catch (failure) {
      setError((failure as Error).message);
      setBusy(false);
    }
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title="Revoke this key?"
      description={`Programs that use “${apiKey.name}” stop working at once.`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="danger" busy={busy} onClick={revoke}>
            Revoke
          </Button>
        </>
      }
    >
      {error ? (
        <Notice tone="danger" live>
          {error}
        </Notice>
      ) : null}
    </Dialog>
  );
}
