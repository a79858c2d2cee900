import { conversationsEndpoints } from './conversations';
import type { Endpoint } from './endpoint';
import { installationEndpoints } from './installation';
import { makingEndpoints } from './making';
import { mediaEndpoints } from './media';

export type { Endpoint } from './endpoint';

/** The HTTP API as data: `/api/openapi.json` is made from it, and a test holds it against the routes. */
export const endpoints: Endpoint[] = [
  ...conversationsEndpoints,
  ...mediaEndpoints,
  ...makingEndpoints,
  ...installationEndpoints,
];
