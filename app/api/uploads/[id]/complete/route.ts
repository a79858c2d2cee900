import { idParamsSchema } from '@/lib/contracts';
import { route } from '@/lib/flows/route';
import { completeUpload } from '@/lib/flows/upload-directly';

export const POST = route({ access: 'write', params: idParamsSchema }, async ({ principal, params }) =>
  Response.json(await completeUpload(principal.userId, params.id), { status: 201 }),
);
