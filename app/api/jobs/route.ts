import { jobQuerySchema } from '@/lib/contracts';
import { route } from '@/lib/flows/route';
import { listOwnJobs } from '@/lib/flows/tools/read-jobs';

export const GET = route({ access: 'read', query: jobQuerySchema }, ({ principal, query }) =>
  listOwnJobs(principal.userId, query),
);
