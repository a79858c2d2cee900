import { clientAddress, signUp } from '@/lib/accounts';
import { signUpBodySchema } from '@/lib/contracts';
import { route } from '@/lib/flows/route';

export const POST = route({ access: 'public', body: signUpBodySchema }, async ({ body, request }) =>
  Response.json(await signUp(body, clientAddress(request.headers)), { status: 201 }),
);
