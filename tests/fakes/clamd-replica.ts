import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { EICAR } from '@/tests/support/eicar';

const MEGABYTE = 1024 * 1024;

export type ClamdBehaviour =
  | 'scan'
  /** Takes everything and says nothing. */
  | 'hang'
  /** Something else listens on this port. */
  | 'garbage'
  /** Ends the connection in the middle of the file. */
  | 'cut'
  /** Ends the connection instead of answering. */
  | 'silent_end'
  /** What clamd says when it is out of memory or its temporary folder is full. */
  | 'error'
  /** A name in its answer that reads like the words for clean. */
  | 'misleading';

/** As clamd speaks at the wire: `zINSTREAM` and `zVERSION`, one command a connection. It knows one signature. */
export async function startClamdReplica({ maxStreamBytes = 100 * MEGABYTE } = {}) {
  const replica = { behaviour: 'scan' as ClamdBehaviour, scans: 0 };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    let heard: Buffer = Buffer.alloc(0);
    socket.on('data', (bytes: Buffer) => {
      heard = Buffer.concat([heard, bytes]);
      const reply = replyTo(heard);
      if (reply !== null) socket.end(reply);
    });
  });

  function replyTo(heard: Buffer): string | null {
    const { behaviour } = replica;
    if (behaviour === 'hang') return null;
    if (behaviour === 'garbage') return 'HTTP/1.1 400 Bad Request\r\n\r\n\0';
    if (heard.toString('latin1', 0, 9) === 'zVERSION\0') return 'ClamAV 1.4.6/27000/Fri Nov 20 2026\0';
    const said = readStream(heard.subarray('zINSTREAM\0'.length));
    if (behaviour === 'cut') return said.bytes.length > 0 ? '' : null;
    if (said.bytes.length > maxStreamBytes) return 'INSTREAM size limit exceeded. ERROR\0';
    if (!said.isComplete) return null;
    if (behaviour === 'silent_end') return '';
    if (behaviour === 'error') return "stream: Can't allocate memory ERROR\0";
    if (behaviour === 'misleading') return 'stream: OK FOUND\0';
    replica.scans += 1;
    return said.bytes.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0';
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(replica, {
    host: '127.0.0.1',
    port,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  });
}

function readStream(framed: Buffer): { bytes: Buffer; isComplete: boolean } {
  const parts: Buffer[] = [];
  let at = 0;
  while (at + 4 <= framed.length) {
    const length = framed.readUInt32BE(at);
    if (length === 0) return { bytes: Buffer.concat(parts), isComplete: true };
    parts.push(framed.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return { bytes: Buffer.concat(parts), isComplete: false };
}
