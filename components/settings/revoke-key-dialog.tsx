'use client';

import { request } from '@/lib/client';
import type { ApiKeyInfo } from '@/lib/contracts';
import { ConfirmDialog } from '../ui/confirm-dialog';

type RevokeKeyDialogProps = { apiKey: ApiKeyInfo; onRevoked(id: string): void; onClose(): void };

export default function RevokeKeyDialog({ apiKey, onRevoked, onClose }: RevokeKeyDialogProps) {
  return (
    <ConfirmDialog
      title="Revoke this key?"
      description={`Programs that use “${apiKey.name}” stop working at once.`}
      action="Revoke"
      act={async () => {
        await request(`/api/account/api-keys/${apiKey.id}`, { method: 'DELETE' });
        onRevoked(apiKey.id);
      }}
      onClose={onClose}
    />
  );
}
