import { withoutMarkers } from './play';
import type { Exchange } from './server';

/** Beyond ASCII, so that counting bytes and counting characters differ. */
const first = 'Zürich – 🦊 foxes live in the city.';
const second = ' They sleep in gardens.';
const closing = ' Ask again for more.';

export const found = {
  foxes: { url: 'https://example.org/foxes', title: 'Foxes of Zürich' },
  gardens: { url: 'https://example.com/gardens?a=1', title: 'example.com' },
};

const refused = ({ play }: Exchange) => play.fault === 'refuse';
const silent = ({ play }: Exchange) => play.fault === 'empty' || play.fault === 'refuse';
const queryOf = ({ request }: Exchange) => withoutMarkers(request.prompt);

/** The Responses API after a web search: links written into the text, counted in characters of Unicode. */
export function asResponses(model: string, exchange: Exchange): unknown {
  const link = (url: string) => ` ([${new URL(url).hostname}](${url}))`;
  const count = (text: string) => [...text].length;
  const [one, two] = [link(found.foxes.url), link(found.gardens.url)];
  const before = `${first}${one}${second}`;
  const cite = (from: number, written: string, source: { url: string; title: string }) => ({
    ...{ type: 'url_citation', start_index: from + 1, end_index: from + count(written), ...source },
  });
  const annotations = [cite(count(first), one, found.foxes), cite(count(before), two, found.gardens)];
  const text = `${before}${two}${closing}`;
  const search = {
    type: 'search',
    query: queryOf(exchange),
    sources: [{ type: 'url', url: found.foxes.url }],
  };
  const isRefused = refused(exchange);
  return {
    id: 'resp_replica',
    object: 'response',
    created_at: 1763474589,
    status: isRefused ? 'incomplete' : 'completed',
    error: null,
    incomplete_details: isRefused ? { reason: 'content_filter' } : null,
    model,
    output: silent(exchange)
      ? []
      : [
          { id: 'ws_replica', type: 'web_search_call', status: 'completed', action: search },
          {
            ...{ id: 'msg_replica', type: 'message', status: 'completed', role: 'assistant' },
            content: [{ type: 'output_text', text, annotations }],
          },
        ],
    usage: { input_tokens: 120, output_tokens: 34, total_tokens: 154 },
  };
}

/** Gemini after a Google search: supports beside the text, counted in bytes of UTF-8. */
export function asGrounded(model: string, exchange: Exchange): unknown {
  const text = `${first}${second}${closing}`;
  const end = (words: string) => Buffer.byteLength(words);
  const supports = [
    { segment: { endIndex: end(first), text: first }, groundingChunkIndices: [0] },
    {
      segment: { startIndex: end(first), endIndex: end(first + second), text: second },
      groundingChunkIndices: [1, 0],
    },
  ];
  const content = { role: 'model', parts: silent(exchange) ? [] : [{ text }] };
  const groundingMetadata = {
    webSearchQueries: [queryOf(exchange)],
    groundingChunks: Object.values(found).map(({ url, title }) => ({ web: { uri: url, title } })),
    groundingSupports: supports,
  };
  return {
    candidates: [
      { content, finishReason: refused(exchange) ? 'SAFETY' : 'STOP', index: 0, groundingMetadata },
    ],
    usageMetadata: { promptTokenCount: 120, candidatesTokenCount: 34, totalTokenCount: 154 },
    modelVersion: model,
    responseId: 'replica',
  };
}

/** The Messages API after a web search: a new block where a source ends. */
export function asMessages(model: string, exchange: Exchange): unknown {
  const cite = (source: { url: string; title: string }, words: string) => ({
    ...{ type: 'web_search_result_location', encrypted_index: 'RW5j', cited_text: words, ...source },
  });
  const results = Object.values(found).map((source) => ({
    ...{ type: 'web_search_result', page_age: null, encrypted_content: 'RW5j', ...source },
  }));
  const content = [
    {
      ...{ type: 'server_tool_use', id: 'srvtoolu_replica', name: 'web_search' },
      input: { query: queryOf(exchange) },
    },
    { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_replica', content: results },
    { type: 'text', text: first, citations: [cite(found.foxes, first)] },
    { type: 'text', text: second, citations: [cite(found.gardens, second), cite(found.foxes, second)] },
    { type: 'text', text: closing },
  ];
  return {
    ...{ id: 'msg_replica', type: 'message', role: 'assistant', model, stop_sequence: null },
    stop_reason: refused(exchange) ? 'refusal' : 'end_turn',
    content: silent(exchange) ? [] : content,
    usage: {
      ...{ input_tokens: 120, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 34 },
      server_tool_use: { web_search_requests: 1 },
    },
  };
}
