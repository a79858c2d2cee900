import { idParamsSchema } from '@/lib/contracts';
import { route } from '@/lib/flows/route';
import { retryJob } from '@/lib/flows/tools/retry-job';

export const POST = route({ access: 'write', params: idParamsSchema }, ({ principal, params }) =>
  retryJob(principal.userId, params.id, principal.channel),
);
