import { idSchema, thinEventSchema } from '@/lib/contracts';
import type { OwnedEvent } from '../store';

const announcementSchema = thinEventSchema.extend({ owner_id: idSchema });

/** Reads what a store announces at commit. @returns null for anything else */
export function parseAnnouncement(payload: string): OwnedEvent | null {
  let json: unknown;
  try {
    json = JSON.parse(payload);
  } catch {
    return null;
  }
  const result = announcementSchema.safeParse(json);
  if (!result.success) return null;
  const { owner_id: ownerId, ...event } = result.data;
  return { ownerId, event };
}
