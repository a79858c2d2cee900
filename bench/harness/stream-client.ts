import http from 'node:http';

/** Connections are kept, as browsers do, and there are as many as are needed. */
const agent = new http.Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

export type StreamRequest = {
  url: string;
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: object;
  /** Text that the first token's bytes contain. */
  firstToken?: string;
  onFirstToken?(): void;
};

export type StreamTimes = {
  /** From the request to the first token; to the end when there was none. */
  firstMs: number;
  totalMs: number;
  bytes: Buffer;
};

/** Reads an answer to its end. Throws when the status is not 2xx. */
export function readStream(request: StreamRequest): Promise<StreamTimes> {
  const { url, method = 'POST', body, firstToken } = request;
  const text = body && JSON.stringify(body);
  const headers = { ...(text && { 'content-type': 'application/json' }), ...request.headers };
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    let firstMs = 0;
    const outgoing = http.request(url, { method, headers, agent }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => {
        parts.push(part);
        if (firstMs > 0 || !firstToken || !part.includes(firstToken)) return;
        firstMs = performance.now() - startedAt;
        request.onFirstToken?.();
      });
      answer.once('error', reject);
      answer.once('end', () => {
        const totalMs = performance.now() - startedAt;
        const bytes = Buffer.concat(parts);
        if ((answer.statusCode ?? 500) < 300) resolve({ firstMs: firstMs || totalMs, totalMs, bytes });
        else
          reject(new Error(`${method} ${url} was answered ${answer.statusCode}: ${bytes.subarray(0, 500)}`));
      });
    });
    outgoing.once('error', reject);
    outgoing.end(text);
  });
}
