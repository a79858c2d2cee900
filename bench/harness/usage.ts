/** What a process has used: processor time since its start in microseconds, memory now in bytes. */
export type Usage = { cpuUs: number; rssBytes: number };

/** Of this process. */
export function readUsage(): Usage {
  const { user, system } = process.cpuUsage();
  return { cpuUs: user + system, rssBytes: process.memoryUsage.rss() };
}
