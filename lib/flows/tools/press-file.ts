import type { ToolParameters } from '@/lib/contracts';
import { makeFile } from '@/lib/files';
import type { JobRow } from '@/lib/generation';
import type { Made } from './made';
import { filePress } from './quote-tool';
import type { JobWatch } from './watch-job';

/** Makes a file of words: free, and here. Throws `files.*`. */
export async function pressFile(job: JobRow, watch: JobWatch): Promise<Made> {
  const asked = job.parameters as ToolParameters<'make_file'>;
  watch.tell('Making the file', null);
  const { mediaType, filename, bytes } = await makeFile({ ...asked, signal: watch.signal });
  return {
    files: [{ mediaType, body: bytes, filename, prompt: null }],
    ...{ model: filePress, trail: [], costMicros: 0, isEstimate: false, usage: null },
  };
}
