/**
 * When an address counts as signed and when it ends. Signing times are rounded down to half the lifetime: asked for
 * again, the same address is given, and browsers need not fetch the same picture twice.
 */
export function signingWindow(now: Date, expiresInSeconds: number): { signedAt: Date; expiresAt: Date } {
  const stepMs = Math.max(1, Math.floor(expiresInSeconds / 2)) * 1000;
  const signedAtMs = Math.floor(now.getTime() / stepMs) * stepMs;
  return { signedAt: new Date(signedAtMs), expiresAt: new Date(signedAtMs + expiresInSeconds * 1000) };
}
