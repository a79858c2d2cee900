// Runs as a thread of its own: bytes can be crafted to keep a parser busy or to fill its memory, and a thread can
// be ended. Each question is one about the type that the first bytes tell, or about the tracks of a file.
import { open } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { fileTypeFromBuffer } from 'file-type';

// The parsers warn about each odd file; what matters is in the answer.
for (const level of ['debug', 'info', 'log', 'warn', 'error']) console[level] = () => {};

parentPort.on('message', async (question) => {
  parentPort.postMessage(await answer(question).catch((error) => ({ failure: String(error?.message) })));
});

async function answer({ task, bytes, file, startsAtBox }) {
  if (task === 'signature') {
    const found = await fileTypeFromBuffer(bytes);
    return { value: found ? { contentType: found.mime, extension: found.ext } : null };
  }
  const { readTracks } = await import('./read-tracks.mjs');
  const handle = await open(file, 'r');
  try {
    return { value: await readTracks(handle, startsAtBox) };
  } finally {
    await handle.close();
  }
}
