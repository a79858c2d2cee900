import type { LanguageModelV4Usage } from '@ai-sdk/provider';
import { z } from 'zod';
import type { ModelUsage } from '../../ports';

const details = z
  .array(z.object({ modality: z.string(), tokenCount: z.number() }))
  .nullish()
  .catch(null);
/** Google tells which of the tokens were sound and which were pictures; its speech models, in another spelling. */
const byModality = z.object({ promptTokensDetails: details, candidatesTokensDetails: details });

/** What a language model of the AI SDK says it used; undefined when it did not count. */
export function readUsage(usage: LanguageModelV4Usage | undefined): ModelUsage | undefined {
  const { inputTokens, outputTokens, raw } = usage ?? {};
  if (inputTokens?.total === undefined || outputTokens?.total === undefined) return undefined;
  const parsed = byModality.safeParse(raw ?? {});
  const { promptTokensDetails, candidatesTokensDetails } = parsed.data ?? {};
  const rest: ModelUsage = {
    cached_input_tokens: inputTokens.cacheRead,
    audio_input_tokens: countOf(promptTokensDetails, 'AUDIO'),
    image_output_tokens: countOf(candidatesTokensDetails, 'IMAGE'),
    audio_output_tokens: countOf(candidatesTokensDetails, 'AUDIO'),
  };
  return {
    input_tokens: inputTokens.total,
    output_tokens: outputTokens.total,
    ...Object.fromEntries(Object.entries(rest).filter(([, count]) => count > 0)),
  };
}

function countOf(counts: z.output<typeof details> | undefined, wanted: string): number {
  return (counts ?? []).reduce(
    (sum, { modality, tokenCount }) => (modality === wanted ? sum + tokenCount : sum),
    0,
  );
}
