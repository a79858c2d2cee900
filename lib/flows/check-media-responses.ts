import type { HealthCheck } from '@/lib/contracts';
import { env } from '@/lib/platform/env';

/** Says whether what models make is kept, for nobody to look for a fault where there is a choice. */
export function checkMediaResponses(): HealthCheck {
  const name = 'media made by models';
  if (env().ENABLE_MEDIA_RESPONSES) return { name, status: 'ok', detail: 'stored and shown' };
  return {
    name,
    status: 'missing',
    detail: 'turned off: neither stored nor shown, and models that only draw are not offered',
    advice: 'Take ENABLE_MEDIA_RESPONSES=false out of .env to turn it on.',
  };
}
