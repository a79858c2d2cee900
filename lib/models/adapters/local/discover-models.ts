import { z } from 'zod';
import { env } from '@/lib/platform/env';
import type { CatalogueModel } from '../../ports';
import { connection } from './connection';
import { declareModel, isOtherThanChat } from './declare-model';

/** People wait for the list: a local server answers in milliseconds or is not there. */
const ASK_TIMEOUT_MS = 1_500;
const FRESH_MS = 30_000;
/** Sooner again after a failure: the server may just be starting. */
const FAILED_FRESH_MS = 5_000;

const modelList = z.object({ data: z.array(z.object({ id: z.string().min(1) })) });

type Discovery = {
  server: string;
  models: CatalogueModel[] | null;
  askedAt: number;
  asking: Promise<void> | null;
};
let last: Discovery | undefined;

/**
 * The models of the local server: those named in LOCAL_OPENAI_MODELS, or those the server lists. Null when
 * it could not be asked. What it once said is kept and brought up to date behind the caller's back.
 */
export async function discoverModels(now: () => number = Date.now): Promise<CatalogueModel[] | null> {
  const named = env().LOCAL_OPENAI_MODELS;
  if (named) return named.split(',').flatMap((entry) => (entry.trim() ? [declareModel(entry.trim())] : []));
  const { baseURL: server } = connection();
  if (last?.server !== server)
    last = { server, models: null, askedAt: Number.NEGATIVE_INFINITY, asking: null };
  const discovery = last;
  const age = now() - discovery.askedAt;
  if (age >= (discovery.models ? FRESH_MS : FAILED_FRESH_MS)) {
    discovery.asking ??= ask(discovery).finally(() => {
      discovery.askedAt = now();
      discovery.asking = null;
    });
  }
  if (!discovery.models && discovery.asking) await discovery.asking;
  return discovery.models;
}

async function ask(discovery: Discovery): Promise<void> {
  try {
    const { baseURL, headers } = connection();
    const response = await fetch(`${baseURL}/models`, {
      headers,
      signal: AbortSignal.timeout(ASK_TIMEOUT_MS),
    });
    if (!response.ok) {
      await response.body?.cancel();
      return;
    }
    const listed = modelList.parse(await response.json()).data.map(({ id }) => id);
    discovery.models = listed.filter((id) => !isOtherThanChat(id)).map(declareModel);
  } catch {
    // Not there, or not what we know: the last list stays.
  }
}
