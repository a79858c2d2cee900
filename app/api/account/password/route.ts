import { changePassword, changePasswordBodySchema, requireSession } from '@/lib/accounts';
import { route } from '@/lib/flows/route';

export const POST = route(
  { access: 'write', body: changePasswordBodySchema },
  async ({ principal, body }) => {
    requireSession(principal);
    const { sessionCookie } = await changePassword(principal.userId, {
      current: body.current_password,
      next: body.new_password,
    });
    return new Response(null, {
      status: 204,
      headers: { 'set-cookie': sessionCookie, 'cache-control': 'no-store' },
    });
  },
);
