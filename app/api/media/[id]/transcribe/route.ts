import { idParamsSchema } from '@/lib/contracts';
import { route } from '@/lib/flows/route';
import { transcribeMediaAgain } from '@/lib/flows/transcribe-media';

export const POST = route({ access: 'write', params: idParamsSchema }, async ({ principal, params }) =>
  Response.json(await transcribeMediaAgain(principal.userId, params.id), { status: 202 }),
);
