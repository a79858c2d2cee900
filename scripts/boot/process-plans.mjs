import { PROGRAMS } from './project.mjs';

const REALTIME = 'lib/realtime/main.ts';
const WORKER = 'lib/worker/main.ts';

/**
 * The processes that make up Strand.
 * @param {{ dev: boolean, host: string, port: number, env: NodeJS.ProcessEnv }} request
 * @returns {import('./supervise.mjs').ProcessPlan[]}
 */
export function planProcesses({ dev, host, port, env }) {
  const runTypeScript = (/** @type {string} */ file) =>
    dev ? [PROGRAMS.tsx, 'watch', '--clear-screen=false', file] : ['--import', 'tsx', file];
  return [
    { name: 'realtime', args: runTypeScript(REALTIME), env },
    { name: 'worker', args: runTypeScript(WORKER), env },
    {
      name: 'web',
      args: [PROGRAMS.next, dev ? 'dev' : 'start', '--hostname', host, '--port', String(port)],
      env,
    },
  ];
}
