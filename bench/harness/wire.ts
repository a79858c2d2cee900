/** The wire of OpenAI's Responses API, as far as a plain text answer goes. Shapes follow recorded answers. */
export type Script = {
  /** From the request to the first token. */
  firstTokenMs: number;
  tokens: number;
  /** Pause between tokens; 0 sends them all at once. */
  intervalMs: number;
};

const WORDS = [
  ' The',
  ' second',
  ' part',
  ' follows',
  ' from',
  ' the',
  ' first',
  ',',
  ' and',
  ' so',
  ' on',
  '.',
];

/** What stands at the beginning of an answer, before its first token. */
export function openAnswer(model: string): string {
  const response = {
    id: 'resp_bench',
    object: 'response',
    created_at: 1_772_000_000,
    model,
    usage: null,
    output: [],
  };
  return (
    toEvent({
      type: 'response.created',
      response: { ...response, status: 'in_progress' },
      sequence_number: 0,
    }) +
    toEvent({
      type: 'response.in_progress',
      response: { ...response, status: 'in_progress' },
      sequence_number: 1,
    }) +
    toEvent({
      type: 'response.output_item.added',
      item: { id: 'msg_bench', type: 'message', status: 'in_progress', content: [], role: 'assistant' },
      output_index: 0,
      sequence_number: 2,
    }) +
    toEvent({
      type: 'response.content_part.added',
      content_index: 0,
      item_id: 'msg_bench',
      output_index: 0,
      part: { type: 'output_text', annotations: [], logprobs: [], text: '' },
      sequence_number: 3,
    })
  );
}

/** Token number `index` of an answer. */
export function sayToken(index: number): string {
  return toEvent({
    type: 'response.output_text.delta',
    content_index: 0,
    delta: WORDS[index % WORDS.length],
    item_id: 'msg_bench',
    logprobs: [],
    obfuscation: 'kT3gQ9',
    output_index: 0,
    sequence_number: index + 4,
  });
}

/** The end of an answer of so many tokens. */
export function closeAnswer(model: string, tokens: number): string {
  const text = Array.from({ length: tokens }, (_, index) => WORDS[index % WORDS.length]).join('');
  const part = { type: 'output_text', annotations: [], logprobs: [], text };
  const item = { id: 'msg_bench', type: 'message', status: 'completed', content: [part], role: 'assistant' };
  const place = { output_index: 0, item_id: 'msg_bench', content_index: 0 };
  return (
    toEvent({
      type: 'response.output_text.done',
      ...place,
      text,
      logprobs: [],
      sequence_number: tokens + 4,
    }) +
    toEvent({ type: 'response.content_part.done', ...place, part, sequence_number: tokens + 5 }) +
    toEvent({ type: 'response.output_item.done', output_index: 0, item, sequence_number: tokens + 6 }) +
    toEvent({
      type: 'response.completed',
      response: {
        id: 'resp_bench',
        object: 'response',
        created_at: 1_772_000_000,
        model,
        status: 'completed',
        incomplete_details: null,
        output: [item],
        usage: {
          input_tokens: 12,
          input_tokens_details: { cached_tokens: 0 },
          output_tokens: tokens,
          output_tokens_details: { reasoning_tokens: 0 },
          total_tokens: tokens + 12,
        },
      },
      sequence_number: tokens + 7,
    })
  );
}

function toEvent(event: { type: string; [field: string]: unknown }): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
