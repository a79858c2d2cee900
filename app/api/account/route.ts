import { requirePerson } from '@/lib/accounts';
import { route } from '@/lib/flows/route';

export const GET = route({ access: 'read' }, ({ principal }) => requirePerson(principal.userId));
