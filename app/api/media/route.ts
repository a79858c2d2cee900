import { ingestMedia } from '@/lib/flows/ingest-media';
import { route } from '@/lib/flows/route';

export const POST = route({ access: 'write' }, async ({ principal, request }) =>
  Response.json(await ingestMedia(principal.userId, request), { status: 201 }),
);
