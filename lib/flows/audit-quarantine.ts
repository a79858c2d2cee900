import { recordAudit } from '@/lib/accounts';
import type { Alongside } from '@/lib/media';

/** Notes in the audit log that a file was held back, in the transaction that says so of the asset. */
export function auditQuarantine(ownerId: string): Alongside {
  return async (tx, { asset, signature }) => {
    if (asset.status !== 'quarantined') return;
    await recordAudit(
      {
        ownerId,
        action: 'media.quarantined',
        subject: asset.id,
        details: {
          filename: asset.filename,
          content_type: asset.content_type,
          size_bytes: asset.size_bytes,
          sha256: asset.sha256,
          signature,
          source: asset.source,
        },
      },
      tx,
    );
  };
}
