import { z } from 'zod';

export const healthCheckSchema = z.object({
  name: z.string(),
  status: z
    .enum(['ok', 'degraded', 'missing', 'failed'])
    .describe('degraded: it works less well than it could; missing: an option that is not set up'),
  detail: z.string().describe('What was found, in a few words'),
  advice: z.string().optional().describe('What to do about it'),
});
export type HealthCheck = z.infer<typeof healthCheckSchema>;

export const healthReportSchema = z.object({ checks: z.array(healthCheckSchema) });
