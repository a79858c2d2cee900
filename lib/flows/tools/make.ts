import type { Citation, ToolId, ToolParameters } from '@/lib/contracts';
import type { Held, JobRow } from '@/lib/generation';
import { readForModel } from '@/lib/media';
import type { Made } from './made';
import { makeFilm } from './make-film';
import { makers } from './makers';
import { pressFile } from './press-file';
import type { JobWatch } from './watch-job';
import { whoMayStepIn } from './who-may-step-in';

/** Does the work of a job: asks whoever makes it. Nothing is kept yet. Throws what they throw. */
export function make(job: JobRow, held: Held, watch: JobWatch): Promise<Made> {
  const tool = job.tool as ToolId;
  if (tool === 'generate_video') return makeFilm(job, held, watch);
  if (tool === 'speak') return speak(job, watch);
  if (tool === 'search_web') return search(job, watch);
  if (tool === 'make_file') return pressFile(job, watch);
  return draw(job, watch);
}

async function draw(job: JobRow, watch: JobWatch): Promise<Made> {
  const asked = job.parameters as ToolParameters<'generate_image'>;
  const isEdit = job.tool === 'edit_image';
  const images = await Promise.all(job.source_ids.map((id) => readForModel(job.owner_id, id)));
  const stage = isEdit ? 'Changing the picture' : 'Drawing the picture';
  watch.tell(stage, null);
  const { maker, ...made } = await makers().makeImages({
    use: isEdit ? 'edit' : 'image',
    wanted: job.model,
    prompt: asked.prompt,
    images,
    ...(asked.aspect_ratio && { aspectRatio: asked.aspect_ratio }),
    ...(asked.style && { style: asked.style }),
    ...(asked.mood && { mood: asked.mood }),
    count: asked.count ?? 1,
    fallback: await whoMayStepIn(job),
    signal: watch.signal,
    onTry(next, failed) {
      watch.tell(failed ? `${stage} with ${next.name}, for ${failed.model_name} could not` : stage, null);
    },
  });
  const files = made.images.map(({ mediaType, bytes, revisedPrompt }) => ({
    ...{ mediaType, body: bytes, filename: null, prompt: revisedPrompt ?? null },
  }));
  return { ...made, files, model: maker };
}

async function speak(job: JobRow, watch: JobWatch): Promise<Made> {
  const asked = job.parameters as ToolParameters<'speak'>;
  watch.tell('Speaking', null);
  const { maker, mediaType, bytes, ...made } = await makers().speakText({
    wanted: job.model,
    text: asked.text,
    ...(asked.voice && { voice: asked.voice }),
    fallback: await whoMayStepIn(job),
    signal: watch.signal,
  });
  return { ...made, files: [{ mediaType, body: bytes, filename: null, prompt: null }], model: maker };
}

async function search(job: JobRow, watch: JobWatch): Promise<Made> {
  const asked = job.parameters as ToolParameters<'search_web'>;
  watch.tell('Searching the web', null);
  const { maker, text, sources, ...made } = await makers().searchWeb({
    wanted: job.model,
    query: asked.query,
    fallback: await whoMayStepIn(job),
    signal: watch.signal,
  });
  return { ...made, files: [], text, citations: sources.map(toCitation), model: maker };
}

function toCitation({ url, title }: { url: string; title: string }, index: number): Citation {
  const site = URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : '';
  // Providers that answer by way of an address of theirs put the site into the title.
  return { number: index + 1, url, title: title || site, site };
}
