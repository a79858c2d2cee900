import { directUploadBodySchema } from '@/lib/contracts';
import { route } from '@/lib/flows/route';
import { beginUpload } from '@/lib/flows/upload-directly';

export const POST = route({ access: 'write', body: directUploadBodySchema }, async ({ principal, body }) =>
  Response.json(await beginUpload(principal.userId, body), { status: 201 }),
);
