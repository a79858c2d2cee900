import type { StorageUsage } from '@/lib/contracts';
import { formatBytes } from '../media/format-bytes';

/** How much a person keeps here, in one line. */
export function StorageUse({ usage }: { usage: StorageUsage }) {
  return <p className="text-body">{describeUsage(usage)}</p>;
}

export function describeUsage({ used_bytes: used, limit_bytes: limit, files }: StorageUsage): string {
  if (files === 0) return limit === null ? 'Nothing yet.' : `Nothing yet, of ${formatBytes(limit)}.`;
  const amount = limit === null ? formatBytes(used) : `${formatBytes(used)} of ${formatBytes(limit)}`;
  return `${amount} used by ${files.toLocaleString('en')} ${files === 1 ? 'file' : 'files'}.`;
}
