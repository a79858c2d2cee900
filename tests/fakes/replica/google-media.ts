import { replicaPicture } from './picture';
import type { Exchange } from './server';
import { toneSamples } from './sound';

type Inline = { inlineData: { mimeType: string; data: string } };

/** A picture alone, or why there is none. */
export async function asPicture(model: string, { request, play }: Exchange): Promise<unknown> {
  const bytes = play.fault === 'wrong-media' ? Buffer.from('<html>') : await replicaPicture(request.prompt);
  const part = { inlineData: { mimeType: 'image/png', data: bytes.toString('base64') } };
  return toAnswer(model, play.fault, part, { modality: 'IMAGE', tokenCount: 1290 });
}

/** Bare samples, as Gemini gives them. */
export function asSpeech(model: string, { request, play }: Exchange): unknown {
  const bytes = toneSamples(request.prompt);
  const isWrong = play.fault === 'wrong-media';
  const mimeType = isWrong ? 'text/html' : 'audio/L16;codec=pcm;rate=24000';
  const data = (isWrong ? Buffer.from('<html>Not a sound</html>') : bytes).toString('base64');
  const counted = { modality: 'AUDIO', tokenCount: Math.round(bytes.length / 1_920) };
  return toAnswer(model, play.fault, { inlineData: { mimeType, data } }, counted);
}

function toAnswer(
  model: string,
  fault: string | undefined,
  part: Inline,
  counted: { modality: string; tokenCount: number },
) {
  const finishReason = fault === 'refuse' ? 'PROHIBITED_CONTENT' : 'STOP';
  const parts = fault === 'refuse' || fault === 'empty' ? [] : [part];
  return {
    candidates: [{ content: { parts, role: 'model' }, finishReason, index: 0 }],
    usageMetadata: {
      promptTokenCount: 12,
      candidatesTokenCount: counted.tokenCount,
      totalTokenCount: 12 + counted.tokenCount,
      candidatesTokensDetails: [counted],
    },
    modelVersion: model,
    responseId: 'replica',
  };
}
