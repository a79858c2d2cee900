import { afterEach, describe, expect, it } from 'vitest';
import { overrideEnv } from '@/lib/platform/env';
import openai from './adapters/openai/models.json';
import { type CatalogueModel, readCatalogue } from './catalogue';
import { timeLimitsFor } from './time-limits';

const models = readCatalogue('openai', openai);
const find = (id: string) => models.find((model) => model.id === id) as CatalogueModel;

afterEach(() => overrideEnv(undefined));

describe('the time limits of a model', () => {
  it('are those of the configuration, or of the call', () => {
    overrideEnv({ PROVIDER_HEADERS_TIMEOUT_MS: '1000', PROVIDER_CHUNK_TIMEOUT_MS: '2000' });
    expect(timeLimitsFor(find('openai/gpt-5'))).toMatchObject({ headersMs: 1_000, chunkMs: 2_000 });
    expect(timeLimitsFor(find('openai/gpt-5'), { headersMs: 7 }).headersMs).toBe(7);
  });

  it('wait for a picture where the whole answer is one', () => {
    const limits = timeLimitsFor(find('openai/gpt-image-2'));
    expect(limits.headersMs).toBe(limits.drawingMs);
    expect(timeLimitsFor(find('openai/gpt-5')).headersMs).toBeLessThan(limits.drawingMs);
  });
});
