import { AppError } from '@/lib/kernel';
import type { Principal } from '@/lib/platform/http';

/** Throws `request.not_found` for everyone but administrators: not even that there is something is told. */
export function requireAdmin({ role }: Pick<Principal, 'role'>): void {
  if (role === 'admin') return;
  throw new AppError({
    code: 'request.not_found',
    kind: 'not_found',
    publicMessage: 'There is nothing here.',
  });
}
