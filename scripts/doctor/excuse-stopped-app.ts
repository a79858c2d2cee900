import type { Check } from '@/lib/flows/check-health';

const processes = ['web', 'realtime', 'worker'];

/** The app's processes all silent are not a fault: it is not running. One of them silent is. */
export function excuseStoppedApp(checks: Check[]): Check[] {
  const ofProcesses = checks.filter(({ name }) => processes.includes(name));
  if (ofProcesses.some(({ status }) => status !== 'failed')) return checks;
  return checks.map((check) =>
    processes.includes(check.name)
      ? {
          name: check.name,
          status: 'missing',
          detail: 'not running',
          advice: 'Start the app with npm start.',
        }
      : check,
  );
}
