import { route } from '@/lib/flows/route';
import { listTools } from '@/lib/flows/tools/list-tools';

export const GET = route({ access: 'read' }, ({ principal }) => listTools(principal.channel));
