// Preloaded into each process that the scripts start: it ends when its starter is gone, however that died.
import { isMainThread } from 'node:worker_threads';

const GRACE_MS = 3_000;

// The processes that it starts in turn inherit the preload, but live on a channel of their own.
const isOurChild = process.env.STRAND_STARTER_PID === String(process.ppid);

if (isMainThread && isOurChild && process.channel) {
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), GRACE_MS).unref();
  });
  process.channel.unref();
}
