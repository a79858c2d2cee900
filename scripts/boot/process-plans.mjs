import { PROGRAMS } from './project.mjs';

const REALTIME = 'lib/realtime/main.ts';
const WORKER = 'lib/worker/main.ts';
/**
 * Longer than proxies and programs keep a connection for their next request (60 s is usual): whoever closes first must
 * not be the one that may be sent something at that moment. Node's own 5 s turn into refused requests.
 */
const KEEP_ALIVE_MS = 75_000;

/**
 * The processes that make up Strand.
 * @param {{ dev: boolean, host: string, port: number, env: NodeJS.ProcessEnv }} request
 * @returns {import('./supervise.mjs').ProcessPlan[]}
 */
export function planProcesses({ dev, host, port, env }) {
  const runTypeScript = (/** @type {string} */ file) =>
    dev ? [PROGRAMS.tsx, 'watch', '--clear-screen=false', file] : ['--import', 'tsx', file];
  const serve = dev ? ['dev'] : ['start', '--keepAliveTimeout', String(KEEP_ALIVE_MS)];
  return [
    { name: 'realtime', args: runTypeScript(REALTIME), env },
    { name: 'worker', args: runTypeScript(WORKER), env },
    { name: 'web', args: [PROGRAMS.next, ...serve, '--hostname', host, '--port', String(port)], env },
  ];
}
