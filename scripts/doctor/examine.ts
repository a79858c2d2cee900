import { type Check, checkHealth } from '@/lib/flows/check-health';
import { checkConfiguration, checkMigrations, checkNode } from './check-installation';

/** Everything there is to know about this installation, the foundations first. */
export async function examine(): Promise<Check[]> {
  const foundations = [checkNode(), checkConfiguration()];
  // Every further check reads the configuration: with a wrong one they would only repeat that.
  if (foundations.some(({ status, name }) => status === 'failed' && name === 'configuration'))
    return foundations;
  const [migrations, { checks }] = await Promise.all([checkMigrations(), checkHealth()]);
  const afterDatabase = checks.findIndex(({ name }) => name === 'database') + 1;
  return [...foundations, ...checks.slice(0, afterDatabase), migrations, ...checks.slice(afterDatabase)];
}
