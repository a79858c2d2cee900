import { createOpenAI } from '@ai-sdk/openai';
import type { LanguageModelV4GenerateResult } from '@ai-sdk/provider';
import { vendorModelId } from '../../catalogue';
import type { SearchEngine } from '../../ports';
import { fromCharacterOffset, type Mark } from '../ai-sdk/cite-sources';
import { searchWeb, textParts } from '../ai-sdk/search-web';
import { connection, name } from './connection';

const TOOL = 'web_search';

/** A link in brackets, which OpenAI writes into the text for a citation: "([example.com](https://…))". */
const writtenLink = /^\(?\[[^\]]*\]\([^)]*\)\)?$/;

/** A model of the Responses API with OpenAI's own search. */
export const search: SearchEngine = {
  search(call) {
    const { apiKey, baseURL } = connection();
    const model = createOpenAI({ apiKey, baseURL }).responses(vendorModelId(call.model));
    return searchWeb(model, call, {
      name,
      secrets: [apiKey],
      tool: { type: 'provider', id: 'openai.web_search', name: TOOL, args: {} },
      providerOptions: { openai: { store: false } },
      read: readCitations,
      countRequests,
    });
  },
};

function readCitations(answer: LanguageModelV4GenerateResult): { text: string; marks: Mark[] } {
  const parts = textParts(answer);
  const marks = parts.flatMap(({ text, begin, citations = [] }) =>
    citations.flatMap(({ source, startIndex, endIndex }): Mark[] => {
      if (source.sourceType !== 'url' || endIndex === undefined) return [];
      const to = fromCharacterOffset(text, endIndex);
      const start = fromCharacterOffset(text, startIndex ?? endIndex);
      const isLink = writtenLink.test(text.slice(start, to));
      const from = isLink ? text.slice(0, start).trimEnd().length : to;
      return [{ from: begin + from, to: begin + to, url: source.url, title: source.title ?? '' }];
    }),
  );
  return { text: parts.map(({ text }) => text).join(''), marks };
}

/** Opening a page that was found is no search of its own. */
function countRequests({ content }: LanguageModelV4GenerateResult): number {
  return content.filter((part) => {
    if (part.type !== 'tool-result' || part.toolName !== TOOL) return false;
    const { action } = (part.result ?? {}) as { action?: { type?: string } };
    return action?.type === 'search';
  }).length;
}
