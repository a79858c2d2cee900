import { type ChangePreferencesBody, type Preferences, preferencesSchema } from '@/lib/contracts';
import { accountNotFound } from './errors';
import { readStoredPreferences, updatePreferences } from './store/preferences';

/** Written by an older or newer version: what cannot be read is as if nothing were said. */
export function toPreferences(stored: unknown): Preferences {
  const known = preferencesSchema.safeParse(stored);
  return known.success ? known.data : {};
}

/** What came with a request of whoever sent it, as it is told to models. */
export const toProfile = ({ name, preferences }: { name: string | null; preferences: unknown }) => ({
  name,
  preferences: toPreferences(preferences),
});

/** What a person set. What is absent is as the installation has it. Throws `accounts.not_found`. */
export async function readPreferences(ownerId: string): Promise<Preferences> {
  const row = await readStoredPreferences(ownerId);
  if (!row) throw accountNotFound();
  return toPreferences(row.preferences);
}

/** Changes what is named and leaves the rest; null or nothing but spaces takes it away. Throws `accounts.not_found`. */
export async function changePreferences(
  ownerId: string,
  change: ChangePreferencesBody,
): Promise<Preferences> {
  const set: Record<string, string | number | boolean> = {};
  const removed: string[] = [];
  for (const [name, given] of Object.entries(change)) {
    const value = typeof given === 'string' ? given.trim() : given;
    if (value === undefined) continue;
    if (value === null || value === '') removed.push(name);
    else set[name] = value;
  }
  const row = await updatePreferences(ownerId, { set, removed });
  if (!row) throw accountNotFound();
  return toPreferences(row.preferences);
}
