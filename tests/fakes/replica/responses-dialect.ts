import { toWire } from './choose-calls';
import type { Dialect, Event } from './speak';

const MESSAGE = 'msg_replica';
const THOUGHTS = 'rs_replica';
const DRAWING = 'ig_replica';

/** OpenAI's Responses API. Shapes as recorded from the live service. */
export function createResponsesDialect(model: string, picture: () => Promise<Buffer>): Dialect {
  let sequence = 0;
  const event = (type: string, rest: Event): Event => ({ type, sequence_number: sequence++, ...rest });
  const response = (status: string, rest: Event = {}) => ({
    id: 'resp_replica',
    object: 'response',
    created_at: 1763474589,
    status,
    error: null,
    incomplete_details: null,
    model,
    output: [],
    service_tier: 'default',
    usage: null,
    ...rest,
  });
  const usage = {
    input_tokens: 12,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: 34,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 46,
  };
  const message = (status: string) => ({
    id: MESSAGE,
    type: 'message',
    status,
    content: [],
    role: 'assistant',
  });
  const part = { item_id: MESSAGE, output_index: 1, content_index: 0 };
  const completed = event.bind(null, 'response.completed', { response: response('completed', { usage }) });
  const beforeText = () => [
    event('response.output_item.added', { output_index: 1, item: message('in_progress') }),
    event('response.content_part.added', {
      ...part,
      part: { type: 'output_text', annotations: [], logprobs: [], text: '' },
    }),
  ];
  let thinking = false;
  return {
    named: true,
    terminator: '',
    get opening() {
      return [
        event('response.created', { response: response('in_progress') }),
        event('response.in_progress', { response: response('in_progress') }),
      ];
    },
    thought(delta) {
      const said = event('response.reasoning_summary_text.delta', {
        item_id: THOUGHTS,
        output_index: 0,
        summary_index: 0,
        delta,
      });
      if (thinking) return [said];
      thinking = true;
      return [
        event('response.output_item.added', {
          output_index: 0,
          item: { id: THOUGHTS, type: 'reasoning', encrypted_content: 'gAAA', summary: [] },
        }),
        event('response.reasoning_summary_part.added', {
          item_id: THOUGHTS,
          output_index: 0,
          summary_index: 0,
          part: { type: 'summary_text', text: '' },
        }),
        said,
      ];
    },
    get afterThoughts() {
      return [
        event('response.reasoning_summary_part.done', {
          item_id: THOUGHTS,
          output_index: 0,
          summary_index: 0,
          part: { type: 'summary_text', text: '' },
        }),
        event('response.output_item.done', {
          output_index: 0,
          item: { id: THOUGHTS, type: 'reasoning', encrypted_content: 'gAAA', summary: [] },
        }),
      ];
    },
    get beforeText() {
      return beforeText();
    },
    word: (delta) => [
      event('response.output_text.delta', { ...part, delta, logprobs: [], obfuscation: 'aB3' }),
    ],
    async picture() {
      const drawing = { item_id: DRAWING, output_index: 0 };
      const result = (await picture()).toString('base64');
      return [
        event('response.output_item.added', {
          output_index: 0,
          item: { id: DRAWING, type: 'image_generation_call', status: 'in_progress' },
        }),
        event('response.image_generation_call.in_progress', drawing),
        event('response.image_generation_call.generating', drawing),
        event('response.image_generation_call.completed', drawing),
        event('response.output_item.done', {
          output_index: 0,
          item: {
            id: DRAWING,
            type: 'image_generation_call',
            status: 'completed',
            output_format: 'png',
            result,
            revised_prompt: 'A picture by the replica.',
          },
        }),
      ];
    },
    calls: (calls) => [
      ...calls.flatMap((call, index) => {
        const id = `fc_replica_${index}`;
        const item = { id, type: 'function_call', call_id: `call_replica_${index}`, name: call.tool };
        const at = { item_id: id, output_index: index + 1 };
        return [
          event('response.output_item.added', {
            output_index: index + 1,
            item: { ...item, status: 'in_progress', arguments: '' },
          }),
          event('response.function_call_arguments.delta', { ...at, delta: toWire(call) }),
          event('response.function_call_arguments.done', { ...at, arguments: toWire(call) }),
          event('response.output_item.done', {
            output_index: index + 1,
            item: { ...item, status: 'completed', arguments: toWire(call) },
          }),
        ];
      }),
      completed(),
    ],
    get ending() {
      return [
        event('response.output_text.done', { ...part, text: '', logprobs: [] }),
        event('response.output_item.done', { output_index: 1, item: message('completed') }),
        completed(),
      ];
    },
    get refusal() {
      const details = { incomplete_details: { reason: 'content_filter' }, usage };
      return [event('response.incomplete', { response: response('incomplete', details) })];
    },
    get empty() {
      return [completed()];
    },
    failure(status) {
      const type = status === 429 ? 'tokens' : 'server_error';
      const code = status === 429 ? 'rate_limit_exceeded' : 'server_error';
      const message = 'The server had an error processing your request. sk-replica-secret';
      return event('error', { error: { type, code, message, param: null } });
    },
  };
}
