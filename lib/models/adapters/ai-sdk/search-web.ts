import type {
  LanguageModelV4,
  LanguageModelV4GenerateResult,
  LanguageModelV4ProviderTool,
} from '@ai-sdk/provider';
import { emptyAnswer, interrupted, refused } from '../../errors';
import type { SearchResult } from '../../ports';
import { citeSources, type Mark, type Source } from './cite-sources';
import { readUsage } from './read-usage';
import { translateError } from './translate-error';

export type SearchSettings = {
  name: string;
  secrets: readonly string[];
  tool: LanguageModelV4ProviderTool;
  providerOptions?: NonNullable<Parameters<LanguageModelV4['doGenerate']>[0]['providerOptions']>;
  maxOutputTokens?: number;
  /** The words of the answer, and which source speaks for which of them, as this provider tells it. */
  read(answer: LanguageModelV4GenerateResult): { text: string; marks: Mark[] };
  /** How many searches are billed. */
  countRequests(answer: LanguageModelV4GenerateResult): number;
};

const INSTRUCTIONS =
  'Search the web for what is asked and answer from what you find, briefly and in the language of the question. ' +
  'Say so when you find nothing that answers it.';

/** Has a language model of the AI SDK answer from the web by a search tool of the provider's own. */
export async function searchWeb(
  model: LanguageModelV4,
  { query, signal }: { query: string; signal: AbortSignal },
  settings: SearchSettings,
): Promise<SearchResult> {
  try {
    const answer = await model.doGenerate({
      prompt: [
        { role: 'system', content: INSTRUCTIONS },
        { role: 'user', content: [{ type: 'text', text: query }] },
      ],
      tools: [settings.tool],
      maxOutputTokens: settings.maxOutputTokens,
      providerOptions: settings.providerOptions,
      abortSignal: signal,
    });
    const { text, marks } = settings.read(answer);
    if (text.trim() === '') throw whyEmpty(answer, settings);
    const cited = citeSources(text, marks, sourcesOf(answer));
    return { ...cited, usage: { ...readUsage(answer.usage), requests: settings.countRequests(answer) } };
  } catch (error) {
    throw translateError(error, { ...settings, started: false });
  }
}

/** The text parts of an answer, one after the other, and where each begins. */
export function textParts({ content }: LanguageModelV4GenerateResult) {
  let at = 0;
  return content.flatMap((part) => {
    if (part.type !== 'text') return [];
    const begin = at;
    at += part.text.length;
    return [{ ...part, begin }];
  });
}

function sourcesOf({ content }: LanguageModelV4GenerateResult): Source[] {
  return content.flatMap((part) =>
    part.type === 'source' && part.sourceType === 'url' ? [{ url: part.url, title: part.title ?? '' }] : [],
  );
}

function whyEmpty({ finishReason }: LanguageModelV4GenerateResult, settings: SearchSettings) {
  if (finishReason.unified === 'content-filter') return refused(settings);
  return finishReason.unified === 'error' ? interrupted(settings) : emptyAnswer(settings);
}
