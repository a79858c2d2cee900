import { z } from 'zod';
import { ownEngines } from '@/lib/models';
import { kv } from '@/lib/platform/kv';

/** The processes that call models; each has guards of its own. */
const PROCESSES = ['web', 'worker'] as const;
type ProcessName = (typeof PROCESSES)[number];

/** What is not heard of again belongs to a process that is gone. */
const KEPT_MS = 24 * 60 * 60_000;
const keyOf = (process: ProcessName) => `engines:${process}`;

const reportsSchema = z.array(
  z.object({
    provider: z.string(),
    modality: z.enum(['language', 'image', 'video', 'speech', 'transcription', 'search']),
    calls: z.number(),
    failures: z.number(),
    lastError: z.object({ code: z.string(), at: z.number() }).nullable(),
    breaker: z.enum(['closed', 'open', 'half_open']),
    running: z.number(),
    queued: z.number(),
  }),
);
type Reports = z.infer<typeof reportsSchema>;

// Bundles may hold several copies of this module.
const shared = globalThis as unknown as { strandEnginesShared?: { process: ProcessName; said: string } };

/** Tells other processes how the engines of this one fare, when that has changed. */
export async function shareEngines(process: ProcessName): Promise<void> {
  const engines = ownEngines();
  const said = JSON.stringify(engines);
  if (shared.strandEnginesShared?.said === said) return;
  shared.strandEnginesShared = { process, said };
  if (engines.length > 0) await kv().set(keyOf(process), engines, { ttlMs: KEPT_MS });
}

/** How the engines of the other processes fare, as they last said. */
export async function readOtherEngines(): Promise<Reports> {
  const own = shared.strandEnginesShared?.process;
  const others = PROCESSES.filter((process) => process !== own);
  const found = await Promise.all(others.map((process) => kv().get(keyOf(process))));
  return found.flatMap((value) => reportsSchema.safeParse(value).data ?? []);
}
