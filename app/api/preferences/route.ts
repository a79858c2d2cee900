import { changePreferences, readPreferences } from '@/lib/accounts';
import { changePreferencesBodySchema } from '@/lib/contracts';
import { route } from '@/lib/flows/route';

export const GET = route({ access: 'read' }, ({ principal }) => readPreferences(principal.userId));

export const PATCH = route({ access: 'write', body: changePreferencesBodySchema }, ({ principal, body }) =>
  changePreferences(principal.userId, body),
);
