import { idParamsSchema } from '@/lib/contracts';
import { prepareMediaAgain } from '@/lib/flows/prepare-again';
import { route } from '@/lib/flows/route';

export const POST = route({ access: 'write', params: idParamsSchema }, async ({ principal, params }) =>
  Response.json(await prepareMediaAgain(principal.userId, params.id), { status: 202 }),
);
