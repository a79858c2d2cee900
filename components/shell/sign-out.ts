/** Ends the session on this device. The code for it is fetched when it is needed. */
export async function signOutHere(): Promise<void> {
  const { signOut } = await import('next-auth/react');
  await signOut({ callbackUrl: '/signin' });
}
