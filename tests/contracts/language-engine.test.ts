import { paceStudio } from '@/lib/models';
import { overrideEnv } from '@/lib/platform/env';
import type { Replica } from '../fakes/replica/server';
import { type Providers, useProviders } from '../support/use-providers';
import { describeLanguageEngineContract, type EngineUnderTest } from './language-engine.contract';

describeLanguageEngineContract('studio', async () => {
  overrideEnv({ LOG_LEVEL: 'error' });
  paceStudio(1);
  return {
    model: 'studio/studio',
    drawingModel: 'studio/studio',
    picturesReceived: null,
    leftSeen: null,
    async close() {
      paceStudio(null);
      overrideEnv(undefined);
    },
  };
});

describeLanguageEngineContract('openai over the wire', () =>
  openReplica((providers) => providers.openai, { model: 'openai/gpt-5', drawingModel: 'openai/gpt-image-2' }),
);

describeLanguageEngineContract('google over the wire', () =>
  openReplica((providers) => providers.google, {
    model: 'google/gemini-2.5-flash',
    drawingModel: 'google/gemini-2.5-flash-image',
  }),
);

describeLanguageEngineContract('anthropic over the wire', () =>
  openReplica((providers) => providers.anthropic, {
    model: 'anthropic/claude-sonnet-5-5',
    drawingModel: null,
  }),
);

describeLanguageEngineContract('bedrock over the wire', () =>
  openReplica((providers) => providers.bedrock, {
    model: 'bedrock/us.amazon.nova-pro-v1:0',
    drawingModel: null,
  }),
);

describeLanguageEngineContract('local over the wire', () =>
  openReplica((providers) => providers.openai, { model: 'local/llava:13b', drawingModel: null }),
);

async function openReplica(
  pick: (providers: Providers) => Replica,
  models: Pick<EngineUnderTest, 'model' | 'drawingModel'>,
): Promise<EngineUnderTest> {
  const providers = await useProviders();
  const { requests } = pick(providers);
  return {
    ...models,
    picturesReceived: () => requests.at(-1)?.images.length ?? 0,
    leftSeen: () => requests.at(-1)?.hungUp ?? false,
    close: providers.close,
  };
}
