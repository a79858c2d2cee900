import { checkHealth } from '@/lib/flows/check-health';
import { route } from '@/lib/flows/route';
import { AppError } from '@/lib/kernel';

export const dynamic = 'force-dynamic';

export const GET = route({ access: 'read' }, async ({ principal }) => {
  // To everyone else there is nothing here: not even that there is something for administrators.
  if (principal.role !== 'admin')
    throw new AppError({
      code: 'request.not_found',
      kind: 'not_found',
      publicMessage: 'There is nothing here.',
    });
  return checkHealth();
});
