import type { Alongside } from '@/lib/media';
import { auditQuarantine } from './audit-quarantine';
import { enqueuePreparing } from './prepare-media';
import { requestTranscript } from './transcribe-media';

/** What is written with the row of an asset that is not ready at once: its job, or the entry of the audit log. */
export function alongsideAsset(ownerId: string): Alongside {
  const audit = auditQuarantine(ownerId);
  return async (tx, recorded) => {
    const { asset } = recorded;
    if (asset.status === 'processing') await enqueuePreparing({ assetId: asset.id, ownerId }, tx);
    else await audit(tx, recorded);
    // One that shares what was made of an earlier one is ready at once.
    if (asset.status === 'ready') await requestTranscript(tx, { ownerId, assetId: asset.id });
  };
}
