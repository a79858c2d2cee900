import net from 'node:net';

/** Below the range from which Linux (32768 and up) and others (49152 and up) take ports for outgoing connections. */
const LOWEST = 20_000;
const HIGHEST = 32_000;

/**
 * Finds a TCP port that nothing listens on.
 * @param {{ preferred?: number, host?: string }} [wish] `preferred` is taken if it is free; without it, a random one
 * @returns {Promise<number>}
 */
export async function freePort({ preferred, host = '127.0.0.1' } = {}) {
  for (let port = preferred ?? randomPort(); ; port = randomPort()) {
    if (await isFree(port, host)) return port;
  }
}

/**
 * Finds the first free port from `first` upwards.
 * @param {number} first
 * @param {string} host
 * @returns {Promise<number>}
 */
export async function nextFreePort(first, host) {
  let port = first;
  while (!(await isFree(port, host))) port += 1;
  return port;
}

/**
 * Tells whether a port can be listened on.
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>} false if it is taken or not allowed
 */
export function isFree(port, host) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

function randomPort() {
  return LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
}
