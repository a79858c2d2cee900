import { crc32 } from 'node:zlib';
import { toWire } from './choose-calls';
import type { Dialect, Event } from './speak';

/** Bedrock's Converse API. Each event is one key, its type, and goes over the wire as a frame of AWS. */
export function createConverseDialect(): Dialect {
  const delta = (index: number, said: Event): Event => ({
    contentBlockDelta: { contentBlockIndex: index, delta: said },
  });
  const stop = (index: number): Event => ({ contentBlockStop: { contentBlockIndex: index } });
  const ending = (stopReason: string): Event[] => [
    { messageStop: { stopReason } },
    {
      metadata: { usage: { inputTokens: 12, outputTokens: 34, totalTokens: 46 }, metrics: { latencyMs: 9 } },
    },
  ];
  let text = 0;
  return {
    named: false,
    terminator: '',
    contentType: 'application/vnd.amazon.eventstream',
    encode: toFrame,
    garbage: frame('event', 'contentBlockDelta', '{"delta":'),
    opening: [{ messageStart: { role: 'assistant' } }],
    thought(said) {
      text = 1;
      return [delta(0, { reasoningContent: { text: said } })];
    },
    afterThoughts: [delta(0, { reasoningContent: { signature: 'c2lnbmVk' } }), stop(0)],
    beforeText: [],
    word: (said) => [delta(text, { text: said })],
    picture: async () => [],
    calls: (calls) => [
      ...calls.flatMap((call, at) => {
        const index = text + at;
        const toolUse = { toolUseId: `tooluse_replica_${at}`, name: call.tool };
        return [
          { contentBlockStart: { contentBlockIndex: index, start: { toolUse } } },
          delta(index, { toolUse: { input: toWire(call) } }),
          stop(index),
        ];
      }),
      ...ending('tool_use'),
    ],
    get ending() {
      return [stop(text), ...ending('end_turn')];
    },
    refusal: ending('content_filtered'),
    empty: ending('end_turn'),
    failure: (status) => ({
      [status === 429 ? 'throttlingException' : 'serviceUnavailableException']: {
        message: 'Overloaded. Key sk-replica-secret',
      },
    }),
  };
}

function toFrame(event: Event): Buffer {
  const [[type, payload] = ['', {}]] = Object.entries(event);
  return frame(type.endsWith('Exception') ? 'exception' : 'event', type, JSON.stringify(payload));
}

/** A frame of AWS: lengths, their sum, headers, payload, the sum of it all. */
function frame(kind: 'event' | 'exception', type: string, payload: string): Buffer {
  const headers = Buffer.concat([
    header(':message-type', kind),
    header(`:${kind}-type`, type),
    header(':content-type', 'application/json'),
  ]);
  const body = Buffer.from(payload);
  const prelude = Buffer.alloc(8);
  prelude.writeUInt32BE(16 + headers.length + body.length, 0);
  prelude.writeUInt32BE(headers.length, 4);
  const begun = Buffer.concat([prelude, sumOf(prelude), headers, body]);
  return Buffer.concat([begun, sumOf(begun)]);
}

function header(name: string, value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(Buffer.byteLength(value));
  const STRING = 7;
  return Buffer.concat([
    Buffer.from([name.length]),
    Buffer.from(name),
    Buffer.from([STRING]),
    length,
    Buffer.from(value),
  ]);
}

function sumOf(bytes: Buffer): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes));
  return sum;
}
