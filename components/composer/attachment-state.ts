import type { LocalUpload } from '@/lib/client';
import { formatBytes } from '../media/format-bytes';

/** What has no name of its own came from the clipboard. */
export const nameOf = (item: LocalUpload): string => item.name || 'Pasted picture';

/** Why an attachment cannot go out with a message, in a sentence; null when it can. */
export function problemOf({ state, error, asset }: LocalUpload): string | null {
  if (state === 'failed') return error ?? 'It was not uploaded.';
  if (asset?.status === 'quarantined') return asset.error?.message ?? 'It was withdrawn.';
  if (asset?.status === 'expired') return 'It has expired. Remove it and choose it again.';
  return null;
}

/** The line under its name: how far it is. */
export function statusOf(item: LocalUpload): string {
  const { state, error, progress, asset, size } = item;
  if (state === 'failed') return 'Not uploaded';
  if (state === 'paused') return `Paused at ${percent(progress)}`;
  if (state === 'waiting') return error ? 'Waiting to go on' : 'Waiting';
  if (state === 'uploading')
    return progress < 1 ? `${percent(progress)} of ${formatBytes(size)}` : 'Being checked';
  if (asset?.status === 'quarantined') return 'Withdrawn';
  if (asset?.status === 'expired') return 'Expired';
  if (asset?.status === 'processing') return 'Preview on its way';
  if (asset?.status === 'failed') return 'No preview';
  return formatBytes(size);
}

/** What the composer says above the field about its attachments, the most pressing first; null when all is well. */
export function hintOf(items: readonly LocalUpload[]): string | null {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem)
      return item.state === 'failed'
        ? `${nameOf(item)} was not uploaded. ${problem}`
        : `${nameOf(item)} cannot be sent. ${problem}`;
  }
  const stuck = items.find(({ state, error }) => state === 'waiting' && error);
  if (stuck) return `${nameOf(stuck)}: ${stuck.error}`;
  const fleeting = items.find(({ isKept, state }) => !isKept && state !== 'done');
  if (fleeting)
    return `This browser cannot keep files. Leave this page open until ${nameOf(fleeting)} is uploaded.`;
  return null;
}

/** Whether it is still on its way. */
export const isOnTheWay = ({ state }: LocalUpload): boolean => state !== 'done' && state !== 'failed';

const percent = (fraction: number) => `${Math.floor(fraction * 100)} %`;
