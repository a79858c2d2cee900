import type { HealthCheck } from '@/lib/contracts';
import { type EngineHealth, engineHealth } from './engine-health';
import type { Modality } from './resilience/engine';
import type { EngineReport } from './resilience/engines';

/** Short names of the kinds of work, for a table. */
const kinds: Record<Modality, string> = {
  language: 'text',
  image: 'images',
  video: 'video',
  speech: 'speech',
  transcription: 'transcription',
  search: 'search',
};

/** One line for each engine of each configured provider. `others`: what other processes saw of theirs. */
export async function checkEngines(others: EngineReport[] = []): Promise<HealthCheck[]> {
  return (await engineHealth(others)).map(describe);
}

function describe(engine: EngineHealth): HealthCheck {
  const name = `engine: ${engine.provider} ${kinds[engine.modality]}`;
  const { calls, failures, running, queued, breaker, lastError } = engine;
  const now = [running > 0 ? `${running} running` : '', queued > 0 ? `${queued} waiting` : ''].filter(
    Boolean,
  );
  const past =
    calls === 0 ? 'not used yet' : `${calls} ${calls === 1 ? 'call' : 'calls'}, ${failures} failed`;
  const last = lastError ? `, last ${lastError.code} ${ago(lastError.at)}` : '';
  const detail = [past + last, ...now].join('; ');
  if (breaker === 'closed') return { name, status: 'ok', detail };
  return {
    name,
    status: 'degraded',
    detail: `${breaker === 'open' ? 'left alone after failures in a row' : 'being tried again'}; ${detail}`,
    advice: 'It is tried again every half a minute by itself; until then others answer in its place.',
  };
}

function ago(at: number): string {
  const minutes = Math.round((Date.now() - at) / 60_000);
  if (minutes < 1) return 'just now';
  return minutes < 120 ? `${minutes} min ago` : `${Math.round(minutes / 60)} h ago`;
}
