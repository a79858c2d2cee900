import { describeApi } from '@/lib/flows/describe-api';
import { route } from '@/lib/flows/route';

export const GET = route({ access: 'public' }, async ({ request }) =>
  describeApi(new URL(request.url).origin),
);
