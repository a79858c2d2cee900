import { newId } from '@/lib/kernel';
import type { Transaction } from '@/lib/platform/transaction';
import { insertAuditEntry, listAuditEntries } from './store/audit';

type Detail = string | number | boolean | null | Detail[] | { [name: string]: Detail };

/** Something that somebody may have to answer for. */
export type AuditRecord = {
  /** Whose thing it was about. */
  ownerId: string;
  /** Past tense, with the module it comes from: `media.quarantined`. */
  action: string;
  /** Id of the thing. */
  subject: string;
  /** Bounded, without secrets, as PostgreSQL can keep it: nothing here is cut any more. */
  details: Record<string, Detail>;
};

export type AuditLine = AuditRecord & { id: string; at: string };

/** Writes an entry of the audit log; with `tx`, together with what else that transaction writes. */
export async function recordAudit(record: AuditRecord, tx?: Transaction): Promise<void> {
  const { ownerId, action, subject, details } = record;
  await insertAuditEntry({ id: newId(), owner_id: ownerId, action, subject, details }, tx);
}

export type AuditFilter = {
  limit: number;
  /** Of this person alone. */
  ownerId?: string;
  /** Beginning of the action: `generation.` for instance. */
  action?: string;
  /** Only what is older than the entry with this id, which is one of those asked for. */
  before?: string;
};

/** The latest entries of everyone, newest first. For the administrator only: it is not scoped by owner. */
export async function readAudit(filter: AuditFilter): Promise<AuditLine[]> {
  const rows = await listAuditEntries(filter);
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    ownerId: row.owner_id,
    action: row.action,
    subject: row.subject,
    details: row.details as AuditRecord['details'],
  }));
}
