import { setTimeout as sleep } from 'node:timers/promises';
import type { ToolParameters, TrailStep } from '@/lib/contracts';
import { type Held, type JobRow, saveOperation } from '@/lib/generation';
import { AppError } from '@/lib/kernel';
import { readForModel } from '@/lib/media';
import { catalogueConfig } from '@/lib/models';
import { logger } from '@/lib/platform/logger';
import { persistently } from '../persistently';
import { timedOut } from './errors';
import type { Made } from './made';
import { makers } from './makers';
import { JobLost, type JobWatch } from './watch-job';

/** Films take minutes; what is made here is done at once. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;
/** A provider that cannot say for a while how far it is has not failed. */
const MAX_SILENT_POLLS = 5;

/** What is kept of a film that a provider works on. */
type Started = { operation: unknown; durationSeconds: number };

/**
 * Has a film made. It is begun once: what the provider calls its work is written down at once, and every later attempt goes
 * on asking for that. Only a process that dies between the provider's answer and that one write makes it begin twice; it
 * is charged once even then, for the charge belongs to the job. Throws `jobs.timed_out` and what the models throw.
 */
export async function makeFilm(job: JobRow, held: Held, watch: JobWatch): Promise<Made> {
  const limitSeconds = catalogueConfig().limits.video_timeout_seconds;
  const endsAt = (job.started_at?.getTime() ?? Date.now()) + limitSeconds * 1000;
  const late = new AbortController();
  const leftMs = endsAt - Date.now();
  if (leftMs <= 0) late.abort();
  const timer = setTimeout(() => late.abort(), leftMs);
  const signal = AbortSignal.any([watch.signal, late.signal]);
  try {
    const started = job.operation ? (job.operation as Started) : null;
    const film = started
      ? {
          ...started,
          model: { id: job.model ?? '', name: job.model_name ?? '' },
          trail: job.trail as TrailStep[],
        }
      : await begin(job, held, watch, signal);
    return await follow(film, watch, signal);
  } catch (error) {
    if (late.signal.aborted && !watch.signal.aborted) throw timedOut(Math.round(limitSeconds / 60));
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

type Film = Started & { model: { id: string; name: string }; trail: TrailStep[] };

async function begin(job: JobRow, held: Held, watch: JobWatch, signal: AbortSignal): Promise<Film> {
  const asked = job.parameters as ToolParameters<'generate_video'>;
  signal.throwIfAborted();
  const [source] = job.source_ids;
  const image = source ? await readForModel(job.owner_id, source) : undefined;
  const stage = 'Beginning the film';
  watch.tell(stage, null);
  const { maker, operation, durationSeconds, trail } = await makers().startVideo({
    wanted: job.model,
    prompt: asked.prompt,
    ...(image && { image }),
    ...(asked.aspect_ratio && { aspectRatio: asked.aspect_ratio }),
    ...(asked.duration_seconds && { durationSeconds: asked.duration_seconds }),
    ...(asked.style && { style: asked.style }),
    ...(asked.mood && { mood: asked.mood }),
    // A person agreed to this one, at its price.
    fallback: false,
    signal,
    onTry(next, failed) {
      watch.tell(failed ? `${stage} with ${next.name}, for ${failed.model_name} could not` : stage, null);
    },
  });
  const started = { operation, durationSeconds };
  const model = { id: maker.id, name: maker.name };
  const kept = { operation: started, model: maker.id, modelName: maker.name, trail };
  if (!(await persistently(() => saveOperation(held, kept)))) throw new JobLost();
  return { ...started, model, trail };
}

async function follow(film: Film, watch: JobWatch, signal: AbortSignal): Promise<Made> {
  // Asked for once even when it is late: it may have been ready long before any worker lived to hear of it.
  let asks = watch.signal;
  for (let silent = 0, pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS)) {
    const state = await makers()
      .pollVideo({ model: film.model.id, operation: film.operation, signal: asks })
      .catch((error: unknown) => {
        asks.throwIfAborted();
        silent += 1;
        if (!AppError.isInstance(error) || !error.retryable || silent > MAX_SILENT_POLLS) throw error;
        logger.warn('film not asked for', { error });
        return null;
      });
    if (state) silent = 0;
    if (state?.status === 'done') {
      const { mediaType, body, usage } = state;
      const seconds = { seconds: film.durationSeconds };
      const { micros, isEstimate } = makers().costOf(film.model.id, usage ?? null, seconds);
      return {
        files: [{ mediaType, body, filename: null, prompt: null }],
        ...{ model: film.model, trail: film.trail, costMicros: micros, isEstimate, usage: usage ?? seconds },
      };
    }
    watch.tell('Making the film', state?.progress ?? null);
    await sleep(pauseMs, undefined, { signal });
    asks = signal;
  }
}
