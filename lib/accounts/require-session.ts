import type { Principal } from '@/lib/platform/http';
import { sessionOnly } from './errors';

/**
 * Throws `accounts.session_only` for an API key. Keys may not make keys or change the password: revoking one that
 * leaked must be the end of it.
 */
export function requireSession(principal: Principal): void {
  if (principal.via !== 'session') throw sessionOnly();
}
