/** More than the largest message; a line that never ends must not fill the memory. */
const MAX_LINE_LENGTH = 65_536;

/** Yields the `data` of each line of a server-sent event stream, for senders that put one event on one line. */
export async function* readServerSentData(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/);
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE_LENGTH) throw new Error('A line of the stream is too long.');
    for (const line of lines) if (line.startsWith('data:')) yield line.slice(line[5] === ' ' ? 6 : 5);
  }
}
