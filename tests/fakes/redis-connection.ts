import net from 'node:net';

export class RedisStatus {
  constructor(readonly text: string) {}
}
export class RedisError {
  constructor(readonly text: string) {}
}
export type RedisReply = RedisStatus | RedisError | number | Buffer | null | RedisReply[];

/** One connection to a Redis server, speaking RESP2. Answers come in the order of the questions. */
export class RedisConnection {
  readonly #socket: net.Socket;
  readonly #waiting: ((reply: RedisReply) => void)[] = [];
  #received = Buffer.alloc(0);

  /** With `onPush`, whatever arrives goes there: for subscriptions. */
  constructor(
    port: number,
    private readonly onPush?: (reply: RedisReply) => void,
  ) {
    this.#socket = net.connect(port, '127.0.0.1').setNoDelay(true);
    this.#socket.on('data', (chunk) => this.#receive(chunk));
    this.#socket.on('error', () => {});
    this.#socket.on('close', () => {
      for (const settle of this.#waiting.splice(0)) settle(new RedisError('ERR connection lost'));
    });
  }

  call(args: unknown[]): Promise<RedisReply> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.send(args);
    });
  }

  send(args: unknown[]): void {
    const parts = args.map((arg) => `$${Buffer.byteLength(String(arg))}\r\n${String(arg)}\r\n`);
    this.#socket.write(`*${args.length}\r\n${parts.join('')}`);
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (let parsed = parse(this.#received, 0); parsed; parsed = parse(this.#received, 0)) {
      this.#received = this.#received.subarray(parsed.end);
      if (this.onPush) this.onPush(parsed.reply);
      else this.#waiting.shift()?.(parsed.reply);
    }
  }
}

type Parsed = { reply: RedisReply; end: number };

/** Reads one reply at `start`, or null when it is not complete yet. */
function parse(bytes: Buffer, start: number): Parsed | null {
  const lineEnd = bytes.indexOf('\r\n', start);
  if (lineEnd < 0) return null;
  const text = bytes.toString('utf8', start + 1, lineEnd);
  const end = lineEnd + 2;
  switch (String.fromCharCode(bytes[start] ?? 0)) {
    case '+':
      return { reply: new RedisStatus(text), end };
    case '-':
      return { reply: new RedisError(text), end };
    case ':':
      return { reply: Number(text), end };
    case '$':
      return parseBytes(bytes, Number(text), end);
    case '*':
      return parseList(bytes, Number(text), end);
    default:
      throw new Error('Not a RESP2 reply.');
  }
}

function parseBytes(bytes: Buffer, length: number, start: number): Parsed | null {
  if (length < 0) return { reply: null, end: start };
  if (bytes.length < start + length + 2) return null;
  return { reply: Buffer.from(bytes.subarray(start, start + length)), end: start + length + 2 };
}

function parseList(bytes: Buffer, length: number, start: number): Parsed | null {
  if (length < 0) return { reply: null, end: start };
  const reply: RedisReply[] = [];
  let end = start;
  for (let index = 0; index < length; index += 1) {
    const item = parse(bytes, end);
    if (!item) return null;
    reply.push(item.reply);
    end = item.end;
  }
  return { reply, end };
}
