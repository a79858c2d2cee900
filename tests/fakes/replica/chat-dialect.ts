import { toWire } from './choose-calls';
import type { Dialect, Event } from './speak';

/** OpenAI's chat completions, as Ollama, LM Studio and vLLM speak them. */
export function createChatDialect(model: string): Dialect {
  const chunk = (delta: Event, finish: string | null = null): Event => ({
    id: 'chatcmpl-replica',
    object: 'chat.completion.chunk',
    created: 1770933892,
    model,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    usage: null,
  });
  const usage = {
    id: 'chatcmpl-replica',
    object: 'chat.completion.chunk',
    created: 1770933892,
    model,
    choices: [],
    usage: { prompt_tokens: 12, completion_tokens: 34, total_tokens: 46 },
  };
  return {
    named: false,
    terminator: 'data: [DONE]\n\n',
    opening: [chunk({ role: 'assistant', content: '' })],
    thought: (delta) => [chunk({ reasoning_content: delta })],
    afterThoughts: [],
    beforeText: [],
    word: (delta) => [chunk({ content: delta })],
    picture: async () => [],
    calls: (calls) => [
      ...calls.map((call, index) => {
        const said = { name: call.tool, arguments: toWire(call) };
        return chunk({ tool_calls: [{ index, id: `call_${index}`, type: 'function', function: said }] });
      }),
      chunk({}, 'tool_calls'),
      usage,
    ],
    ending: [chunk({}, 'stop'), usage],
    refusal: [chunk({}, 'content_filter'), usage],
    empty: [chunk({}, 'stop'), usage],
    failure: (code) => ({
      error: { message: 'The runner died. sk-replica-secret', type: 'server_error', code },
    }),
  };
}
