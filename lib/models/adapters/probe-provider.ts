import type { ProviderHealth } from '../ports';

/** Asks for a provider's list of models: free, and it needs the key. Never throws. */
export async function probeProvider(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<ProviderHealth> {
  try {
    const response = await fetch(url, { headers, signal });
    await response.body?.cancel();
    if (response.ok) return 'ok';
    // Google answers a wrong key with 400.
    return [400, 401, 403].includes(response.status) ? 'bad_key' : 'unreachable';
  } catch {
    return 'unreachable';
  }
}
