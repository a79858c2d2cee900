import { createApiKey, createApiKeyBodySchema, listApiKeys, requireSession } from '@/lib/accounts';
import { route } from '@/lib/flows/route';

export const GET = route({ access: 'read' }, async ({ principal }) => ({
  api_keys: await listApiKeys(principal.userId),
}));

export const POST = route({ access: 'write', body: createApiKeyBodySchema }, async ({ principal, body }) => {
  requireSession(principal);
  const apiKey = await createApiKey(principal.userId, body.name);
  return Response.json(apiKey, { status: 201, headers: { 'cache-control': 'no-store' } });
});
