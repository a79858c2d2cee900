import { authenticateRequest } from '@/lib/accounts';
import { createRoute } from '@/lib/platform/http';

/** The wrapper of every API route; see createRoute. */
export const route = createRoute({ authenticate: authenticateRequest });
