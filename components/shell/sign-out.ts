import { dropKeptUploads } from '@/lib/client';
import { dropKeptRecordings } from '@/lib/client/recorder/recording-mark';

/**
 * Ends the session on this device, and deletes the files and recordings that wait here to be sent. The code for it is
 * fetched when it is needed.
 */
export async function signOutHere(): Promise<void> {
  const { signOut } = await import('next-auth/react');
  dropKeptUploads();
  dropKeptRecordings();
  await signOut({ callbackUrl: '/signin' });
}
