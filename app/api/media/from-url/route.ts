import { fetchMediaBodySchema } from '@/lib/contracts';
import { fetchMedia } from '@/lib/flows/fetch-media';
import { route } from '@/lib/flows/route';

export const POST = route({ access: 'write', body: fetchMediaBodySchema }, async ({ principal, body }) =>
  Response.json(await fetchMedia(principal.userId, body), { status: 201 }),
);
