import { z } from 'zod';
import { requireSession, revokeApiKey } from '@/lib/accounts';
import { idSchema } from '@/lib/contracts';
import { route } from '@/lib/flows/route';

export const DELETE = route(
  { access: 'write', params: z.object({ id: idSchema }) },
  async ({ principal, params }) => {
    requireSession(principal);
    await revokeApiKey(principal.userId, params.id);
  },
);
