import type { Dialect, Event } from './speak';

/** Gemini's `streamGenerateContent`. Shapes as recorded from the live service. */
export function createGoogleDialect(model: string, picture: () => Promise<Buffer>): Dialect {
  const usageMetadata = { promptTokenCount: 12, candidatesTokenCount: 34, totalTokenCount: 46 };
  const rest = { usageMetadata, modelVersion: model, responseId: 'replica' };
  const chunk = (part: Event, finish: Event = {}): Event => ({
    candidates: [{ content: { parts: [part], role: 'model' }, index: 0, ...finish }],
    ...rest,
  });
  return {
    named: false,
    terminator: '',
    opening: [],
    thought: (delta) => [chunk({ text: delta, thought: true })],
    afterThoughts: [],
    beforeText: [],
    word: (delta) => [chunk({ text: delta })],
    async picture() {
      return [chunk({ inlineData: { mimeType: 'image/png', data: (await picture()).toString('base64') } })];
    },
    calls: (calls) => [
      ...calls.map(({ tool, input }) => ({
        candidates: [
          {
            content: {
              parts: [{ functionCall: { name: tool, args: input }, thoughtSignature: 'c2lnbmVk' }],
              role: 'model',
            },
            index: 0,
          },
        ],
        ...rest,
      })),
      chunk({ text: '' }, { finishReason: 'STOP' }),
    ],
    ending: [chunk({ text: '' }, { finishReason: 'STOP' })],
    refusal: [{ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, ...rest }],
    empty: [{ candidates: [{ finishReason: 'STOP', index: 0 }], ...rest }],
    failure: (code) => ({
      error: {
        code,
        message: 'The model is overloaded. Key sk-replica-secret',
        status: code === 429 ? 'RESOURCE_EXHAUSTED' : 'UNAVAILABLE',
      },
    }),
  };
}
