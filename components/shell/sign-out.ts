import { dropKeptUploads } from '@/lib/client';

/**
 * Ends the session on this device, and deletes the files that wait here to be sent. The code for it is fetched when
 * it is needed.
 */
export async function signOutHere(): Promise<void> {
  const { signOut } = await import('next-auth/react');
  dropKeptUploads();
  await signOut({ callbackUrl: '/signin' });
}
