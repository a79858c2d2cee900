import { z } from 'zod';
import { idParamsSchema } from '@/lib/contracts';
import { route } from '@/lib/flows/route';
import { serveAsset } from '@/lib/media';

const variantParamsSchema = idParamsSchema.extend({ variant: z.string().regex(/^[a-z0-9_]{1,40}$/) });

export const GET = route({ access: 'read', params: variantParamsSchema }, ({ principal, params, request }) =>
  serveAsset(principal.userId, params.id, params.variant, request),
);

export const HEAD = GET;
