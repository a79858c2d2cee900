import { createAnthropic } from '@ai-sdk/anthropic';
import type { LanguageModelV4GenerateResult } from '@ai-sdk/provider';
import { z } from 'zod';
import { vendorModelId } from '../../catalogue';
import type { SearchEngine } from '../../ports';
import type { Mark } from '../ai-sdk/cite-sources';
import { searchWeb, textParts } from '../ai-sdk/search-web';
import { connection, name } from './connection';

const MAX_SEARCHES = 5;
const MAX_OUTPUT_TOKENS = 8_000;

const usage = z.object({ server_tool_use: z.object({ web_search_requests: z.number() }).nullish() });

/** A Claude with Anthropic's own search. */
export const search: SearchEngine = {
  search(call) {
    const { apiKey, baseURL } = connection();
    return searchWeb(createAnthropic({ apiKey, baseURL })(vendorModelId(call.model)), call, {
      name,
      secrets: [apiKey],
      tool: {
        type: 'provider',
        id: 'anthropic.web_search_20250305',
        name: 'web_search',
        args: { maxUses: MAX_SEARCHES },
      },
      maxOutputTokens: MAX_OUTPUT_TOKENS,
      read: readCitations,
      countRequests: (answer) =>
        usage.safeParse(answer.usage.raw).data?.server_tool_use?.web_search_requests ?? 0,
    });
  },
};

/** Claude ends a piece of text where a source ends that it goes back to. */
function readCitations(answer: LanguageModelV4GenerateResult): { text: string; marks: Mark[] } {
  const parts = textParts(answer);
  const marks = parts.flatMap(({ text, begin, citations = [] }) =>
    citations.flatMap(({ source }): Mark[] => {
      const to = begin + text.trimEnd().length;
      return source.sourceType === 'url'
        ? [{ from: to, to, url: source.url, title: source.title ?? '' }]
        : [];
    }),
  );
  return { text: parts.map(({ text }) => text).join(''), marks };
}
