import { type Check, checkHealth } from '@/lib/flows/check-health';
import { checkConfiguration, checkMigrations, checkNode } from './check-installation';
import { checkWeb } from './check-web';
import { excuseStoppedApp } from './excuse-stopped-app';

/** Everything there is to know about this installation, the foundations first. */
export async function examine(): Promise<Check[]> {
  const foundations = [checkNode(), checkConfiguration()];
  // Every further check reads the configuration: with a wrong one they would only repeat that.
  if (foundations.some(({ status, name }) => status === 'failed' && name === 'configuration'))
    return foundations;
  const [migrations, web, { checks }] = await Promise.all([checkMigrations(), checkWeb(), checkHealth()]);
  const afterDatabase = checks.findIndex(({ name }) => name === 'database') + 1;
  const all = [
    ...foundations,
    ...checks.slice(0, afterDatabase),
    migrations,
    web,
    ...checks.slice(afterDatabase),
  ];
  return excuseStoppedApp(all);
}
