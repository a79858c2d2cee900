import { toWire } from './choose-calls';
import type { Dialect, Event } from './speak';

/** Anthropic's Messages API. Shapes as recorded from the live service. */
export function createMessagesDialect(model: string): Dialect {
  const block = (index: number, content: Event): Event => ({
    type: 'content_block_start',
    index,
    content_block: content,
  });
  const delta = (index: number, said: Event): Event => ({ type: 'content_block_delta', index, delta: said });
  const stop = (index: number): Event => ({ type: 'content_block_stop', index });
  const usage = { cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 34 };
  const ending = (reason: string): Event[] => [
    { type: 'message_delta', delta: { stop_reason: reason, stop_sequence: null }, usage },
    { type: 'message_stop' },
  ];
  let thinks = false;
  let text = 0;
  return {
    named: true,
    terminator: '',
    opening: [
      {
        type: 'message_start',
        message: {
          ...{ model, id: 'msg_replica', type: 'message', role: 'assistant', content: [] },
          ...{ stop_reason: null, stop_sequence: null },
          usage: { ...usage, input_tokens: 12, output_tokens: 1 },
        },
      },
      { type: 'ping' },
    ],
    thought(said) {
      const opening = thinks ? [] : [block(0, { type: 'thinking', thinking: '', signature: '' })];
      thinks = true;
      text = 1;
      return [...opening, delta(0, { type: 'thinking_delta', thinking: said })];
    },
    afterThoughts: [delta(0, { type: 'signature_delta', signature: 'c2lnbmVk' }), stop(0)],
    get beforeText() {
      return [block(text, { type: 'text', text: '' })];
    },
    word: (said) => [delta(text, { type: 'text_delta', text: said })],
    picture: async () => [],
    calls: (calls) => [
      ...calls.flatMap((call, at) => {
        const index = text + at;
        const id = `toolu_replica_${at}`;
        return [
          block(index, { type: 'tool_use', id, name: call.tool, input: {} }),
          delta(index, { type: 'input_json_delta', partial_json: toWire(call) }),
          stop(index),
        ];
      }),
      ...ending('tool_use'),
    ],
    get ending() {
      return [stop(text), ...ending('end_turn')];
    },
    refusal: ending('refusal'),
    empty: ending('end_turn'),
    failure: (status) => ({
      type: 'error',
      error: {
        type: status === 429 ? 'rate_limit_error' : 'overloaded_error',
        message: 'Overloaded. Key sk-ant-replica-secret',
      },
    }),
  };
}
