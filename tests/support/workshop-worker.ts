import { useMakers } from '@/lib/flows/tools/makers';
import { workshopMakers } from './workshop-makers';

/* The worker as it is, but for who makes things: the workshop at the address given. */
useMakers(workshopMakers(process.argv[2] ?? ''));
await import('@/lib/worker/main');
