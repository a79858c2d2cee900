import { providers } from './adapters';
import { canDo, modelsOf } from './configured-models';
import type { Provider } from './ports';
import type { Modality } from './resilience/engine';
import { type EngineReport, readEngines } from './resilience/engines';

export type EngineHealth = EngineReport & { providerName: string };

/** What a process has seen of its engines; JSON, for others to read. */
export function ownEngines(): EngineReport[] {
  return readEngines();
}

/**
 * Every engine of the configured providers, with what this process and `others` (see `ownEngines`) have seen of it.
 * Counts are since each process started.
 */
export async function engineHealth(others: EngineReport[] = []): Promise<EngineHealth[]> {
  const seen = [...readEngines(), ...others];
  const offered = await Promise.all(
    providers
      .filter((provider) => !provider.offline)
      .map(async (provider) =>
        (await modalitiesOf(provider)).map((modality) => ({
          ...sum(
            modality,
            provider.id,
            seen.filter((report) => report.provider === provider.id && report.modality === modality),
          ),
          providerName: provider.name,
        })),
      ),
  );
  return offered.flat();
}

const uses: Record<Modality, Parameters<typeof canDo>[0]> = {
  language: 'chat',
  image: 'image',
  video: 'video',
  speech: 'speech',
  transcription: 'transcription',
  search: 'search',
};

async function modalitiesOf(provider: Provider): Promise<Modality[]> {
  const models = await modelsOf(provider);
  return (Object.keys(uses) as Modality[]).filter((modality) =>
    models.some((model) => canDo(uses[modality], { provider, model })),
  );
}

function sum(modality: Modality, provider: string, reports: EngineReport[]): EngineReport {
  const total = (count: (report: EngineReport) => number) =>
    reports.reduce((all, report) => all + count(report), 0);
  const errors = reports.flatMap(({ lastError }) => lastError ?? []).sort((a, b) => b.at - a.at);
  return {
    ...{ provider, modality },
    calls: total(({ calls }) => calls),
    failures: total(({ failures }) => failures),
    running: total(({ running }) => running),
    queued: total(({ queued }) => queued),
    lastError: errors[0] ?? null,
    breaker: worst(reports),
  };
}

function worst(reports: EngineReport[]): EngineReport['breaker'] {
  const states = reports.map(({ breaker }) => breaker);
  return (
    states.find((state) => state === 'open') ?? states.find((state) => state === 'half_open') ?? 'closed'
  );
}
