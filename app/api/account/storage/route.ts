import { route } from '@/lib/flows/route';
import { getStorageUsage } from '@/lib/media';

export const GET = route({ access: 'read' }, ({ principal }) => getStorageUsage(principal.userId));
