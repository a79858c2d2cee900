import { type AnswerPart, type FallbackPart, findModel, streamAnswer } from '@/lib/models';
import { buildPrompt } from '../prompt/build-prompt';
import { unknownModel } from '../resolve-model';
import type { AnswerCharge } from './answer-charge';
import type { AnswerWriter } from './answer-writer';
import type { RunRequest } from './run-request';

/** Asks the model, and writes down what it says. */
export async function answerWithModel(
  request: RunRequest,
  writer: AnswerWriter,
  charge: AnswerCharge,
  signal: AbortSignal,
): Promise<void> {
  const { ownerId, run } = request;
  const [branch, person, model] = await Promise.all([
    request.readHistory(),
    request.readPerson(),
    findModel(request.model.id),
  ]);
  if (!model) throw unknownModel();
  const prompt = await buildPrompt({
    ...{ ownerId, conversationId: run.conversation_id, branch, model, person, hasTools: false, signal },
    say: (label) => writer.write({ type: 'status', label }),
    onSized: (size) => charge.reserve(size),
  });
  writer.record.context = prompt.context;
  writer.record.trail.push(...prompt.trail);
  if (prompt.plan) writer.showPlan(prompt.plan);
  const parts = streamAnswer({ model: request.model.id, messages: prompt.messages, signal, fallback: true });
  for await (const part of parts) {
    // An engine that is slow to notice a stop must not go on being heard.
    signal.throwIfAborted();
    const stored = takePart(part, writer);
    if (stored) await stored;
  }
}

/** Only a file is waited for: it must be stored before anyone sees it. Text never waits. */
function takePart(part: AnswerPart | FallbackPart, writer: AnswerWriter): Promise<void> | undefined {
  switch (part.type) {
    case 'text-delta':
    case 'reasoning-delta':
    case 'status':
      writer.write(part);
      return;
    case 'file':
      return writer.writeFile(part);
    case 'sources':
      writer.cite(part.sources);
      return;
    case 'fallback':
      writer.goOnWith(part.next, part.failed);
      return;
    case 'finish':
      if (part.usage) writer.record.addUsage(part.usage);
      writer.record.refused = part.reason === 'content_filter';
      return;
    default:
  }
}
