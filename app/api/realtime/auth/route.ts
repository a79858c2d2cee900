import { authorizeRealtime } from '@/lib/flows/authorize-realtime';
import { route } from '@/lib/flows/route';

export const POST = route({ access: 'write' }, ({ request, principal }) =>
  authorizeRealtime(principal.userId, request),
);
