import { APICallError, type LanguageModelV4, type LanguageModelV4CallOptions } from '@ai-sdk/provider';

/** Whether OpenAI gives summaries of thoughts to this account: it wants the organisation to be verified first. */
let allowed = true;

/** Asks for a summary of the model's thoughts, and does without if the account may not have it. */
export function withThoughts(model: LanguageModelV4): Pick<LanguageModelV4, 'doStream'> {
  return {
    doStream: async (options) => {
      if (!allowed) return model.doStream(options);
      try {
        return await model.doStream(askForSummary(options));
      } catch (error) {
        if (!isSummaryRefused(error)) throw error;
        allowed = false;
        return model.doStream(options);
      }
    },
  };
}

/** For tests: forgets what was learnt about the account. */
export function forgetThoughtsRefusal(): void {
  allowed = true;
}

function askForSummary(options: LanguageModelV4CallOptions): LanguageModelV4CallOptions {
  const { openai, ...others } = options.providerOptions ?? {};
  return { ...options, providerOptions: { ...others, openai: { ...openai, reasoningSummary: 'auto' } } };
}

function isSummaryRefused(error: unknown): boolean {
  if (!APICallError.isInstance(error) || error.statusCode !== 400) return false;
  const data = error.data as { error?: { param?: unknown } } | undefined;
  return data?.error?.param === 'reasoning.summary';
}
