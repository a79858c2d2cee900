import { listModels } from '@/lib/flows/list-models';
import { route } from '@/lib/flows/route';

export const GET = route({ access: 'read' }, () => listModels());
