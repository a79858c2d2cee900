import type { ToolParameters } from '@/lib/contracts';
import type { JobRow } from '@/lib/generation';
import type { Made } from './made';
import { filePress } from './quote-tool';
import type { JobWatch } from './watch-job';

/** Makes a file of words: free, and here. */
export async function pressFile(job: JobRow, watch: JobWatch): Promise<Made> {
  const { format, title, content } = job.parameters as ToolParameters<'make_file'>;
  watch.tell('Making the file', null);
  const extension = format === 'markdown' ? 'md' : format;
  const body = new TextEncoder().encode(content);
  return {
    files: [{ mediaType: 'text/plain', body, filename: `${title}.${extension}`, prompt: null }],
    ...{ model: filePress, trail: [], costMicros: 0, isEstimate: false, usage: null },
  };
}
