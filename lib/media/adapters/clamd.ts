import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@/lib/kernel';
import { scannerUnavailable, tooLargeToScan } from '../errors';
import type { Scanner, ScanVerdict } from '../scan-ports';

export type ClamdAddress = { host: string; port: number } | { path: string };
/** `connectMs` until the connection stands; `silenceMs` without a byte either way. */
export type ClamdTimeouts = { connectMs: number; silenceMs: number };

/** A daemon on this machine or network answers a connection at once, or is not there. */
const CONNECT_MS = 3_000;
/** While it looks at an archive nothing is heard of it; twice what a 100 MB one took. */
const SILENCE_MS = 60_000;
const CHUNK_BYTES = 256 * 1024;
/** An answer is one line; anything longer is not clamd. */
const MAX_REPLY_LENGTH = 4096;

const END = '\0';

/** The scanner clamd (ClamAV), spoken to over TCP or a unix socket. Each scan is a connection of its own. */
export function createClamd(
  address: ClamdAddress,
  { connectMs, silenceMs }: ClamdTimeouts = { connectMs: CONNECT_MS, silenceMs: SILENCE_MS },
): Scanner {
  const converse = async (speak: (socket: Socket) => Promise<void>, signal?: AbortSignal) => {
    signal?.throwIfAborted();
    const socket = connect(address);
    const stop = () => socket.destroy(signal?.reason);
    signal?.addEventListener('abort', stop, { once: true });
    try {
      const reply = readReply(socket, { connectMs, silenceMs });
      // clamd may answer before all was said, and hang up; then only the answer counts.
      speak(socket).catch((error: Error) => socket.destroy(error));
      return await reply;
    } catch (error) {
      signal?.throwIfAborted();
      throw AppError.isInstance(error) ? error : scannerUnavailable(error);
    } finally {
      signal?.removeEventListener('abort', stop);
      socket.destroy();
    }
  };

  return {
    name: 'path' in address ? `clamd at ${address.path}` : `clamd at ${address.host}:${address.port}`,
    async scan(file, signal) {
      return readVerdict(await converse((socket) => sendFile(socket, file), signal));
    },
    async readVersion(signal) {
      const reply = await converse(async (socket) => void socket.write(`zVERSION${END}`), signal);
      if (!reply.startsWith('ClamAV')) throw scannerUnavailable(new Error(`Not clamd: ${reply}`));
      return reply;
    },
  };
}

/** INSTREAM: chunks, each after its length in four bytes, and a length of zero at the end. */
async function sendFile(socket: Socket, file: string): Promise<void> {
  const chunks = async function* () {
    yield Buffer.from(`zINSTREAM${END}`);
    for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES })) {
      yield lengthOf(chunk);
      yield chunk;
    }
    yield lengthOf(Buffer.alloc(0));
  };
  await pipeline(chunks, socket, { end: false });
}

function lengthOf(chunk: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(chunk.length);
  return length;
}

function readReply(socket: Socket, { connectMs, silenceMs }: ClamdTimeouts): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = '';
    const fail = (error: Error) => {
      socket.destroy();
      // A reply may have come just before the connection broke.
      if (heard.includes('size limit exceeded')) resolve(heard);
      else reject(error);
    };
    socket.setTimeout(connectMs, () => fail(new Error('clamd does not answer')));
    socket.once('connect', () => socket.setTimeout(silenceMs));
    socket.on('error', fail);
    socket.on('close', () => fail(new Error('clamd ended the connection without an answer')));
    socket.on('data', (bytes: Buffer) => {
      heard += bytes.toString('latin1');
      const end = heard.indexOf(END);
      if (end >= 0) resolve(heard.slice(0, end));
      else if (heard.length > MAX_REPLY_LENGTH) fail(new Error('The answer is too long to be one of clamd'));
    });
  });
}

/** Clean is only what says exactly so. */
function readVerdict(reply: string): ScanVerdict {
  if (reply === 'stream: OK') return { verdict: 'clean' };
  const signature = /^stream: (.+) FOUND$/.exec(reply)?.[1];
  if (signature) return { verdict: 'infected', signature };
  if (reply.includes('size limit exceeded')) throw tooLargeToScan();
  throw scannerUnavailable(new Error(`clamd answered: ${reply.slice(0, 200)}`));
}
