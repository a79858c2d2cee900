import { db } from '@/lib/platform/db';
import { logger } from '@/lib/platform/logger';
import { requireRealtimePort } from './settings';
import { startRealtime } from './start-realtime';

const STOP_LIMIT_MS = 3000;

async function main(): Promise<void> {
  const realtime = await startRealtime({ port: requireRealtimePort() });
  logger.info('realtime ready', { port: realtime.port });

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    await realtime.close();
    await db().$disconnect();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
  // Our starter is gone, however it died.
  process.on('disconnect', () => void stop());
}

main().catch((error: unknown) => {
  logger.error('realtime could not start', { error });
  process.exit(1);
});
