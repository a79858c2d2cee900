import { createGoogle } from '@ai-sdk/google';
import type { LanguageModelV4GenerateResult } from '@ai-sdk/provider';
import { z } from 'zod';
import { vendorModelId } from '../../catalogue';
import type { SearchEngine } from '../../ports';
import { fromByteOffset, type Mark } from '../ai-sdk/cite-sources';
import { searchWeb, textParts } from '../ai-sdk/search-web';
import { connection, name } from './connection';

const grounding = z.object({
  webSearchQueries: z.array(z.string()).nullish(),
  groundingChunks: z
    .array(z.object({ web: z.object({ uri: z.string(), title: z.string().nullish() }).nullish() }))
    .nullish(),
  groundingSupports: z
    .array(
      z.object({
        segment: z.object({ endIndex: z.number().nullish(), text: z.string().nullish() }).nullish(),
        groundingChunkIndices: z.array(z.number()).nullish(),
      }),
    )
    .nullish(),
});
const metadata = z.object({ google: z.object({ groundingMetadata: grounding.nullish() }) });

/** A Gemini with Google Search. Its sources are addresses of Google that lead on to the pages. */
export const search: SearchEngine = {
  search(call) {
    const { apiKey, baseURL } = connection();
    return searchWeb(createGoogle({ apiKey, baseURL })(vendorModelId(call.model)), call, {
      name,
      secrets: [apiKey],
      tool: { type: 'provider', id: 'google.google_search', name: 'google_search', args: {} },
      read: readGrounding,
      // A prompt is billed once, however many searches were made for it.
      countRequests: (answer) => (groundingOf(answer)?.webSearchQueries?.length ? 1 : 0),
    });
  },
};

function groundingOf({ providerMetadata }: LanguageModelV4GenerateResult) {
  return metadata.safeParse(providerMetadata).data?.google.groundingMetadata;
}

function readGrounding(answer: LanguageModelV4GenerateResult): { text: string; marks: Mark[] } {
  const text = textParts(answer)
    .map((part) => part.text)
    .join('');
  const { groundingChunks, groundingSupports } = groundingOf(answer) ?? {};
  const marks = (groundingSupports ?? []).flatMap(({ segment, groundingChunkIndices }): Mark[] => {
    const at = findEnd(text, segment?.text ?? '', segment?.endIndex ?? null);
    if (at === null) return [];
    return (groundingChunkIndices ?? []).flatMap((index) => {
      const web = groundingChunks?.[index]?.web;
      return web ? [{ from: at, to: at, url: web.uri, title: web.title ?? '' }] : [];
    });
  });
  return { text, marks };
}

/** Where the words that a source speaks for end. Offsets count bytes, and of one part of the answer at that. */
function findEnd(text: string, words: string, endIndex: number | null): number | null {
  const at = endIndex === null ? null : fromByteOffset(text, endIndex);
  if (at !== null && text.slice(0, at).endsWith(words)) return at;
  const found = words === '' ? -1 : text.indexOf(words);
  return found < 0 ? null : found + words.length;
}
