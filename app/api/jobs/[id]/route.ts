import { idParamsSchema } from '@/lib/contracts';
import { route } from '@/lib/flows/route';
import { requireJob } from '@/lib/flows/tools/read-jobs';

export const GET = route({ access: 'read', params: idParamsSchema }, ({ principal, params }) =>
  requireJob(principal.userId, params.id),
);
