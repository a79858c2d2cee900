import {
  type AnswerPart,
  findModel,
  type PromptMessage,
  type PromptPart,
  streamAnswer,
  type ToolSpec,
} from '@/lib/models';
import { logger } from '@/lib/platform/logger';
import { buildPrompt } from '../prompt/build-prompt';
import { unknownModel } from '../resolve-model';
import { requestSummary } from '../summarise-branch';
import type { AnswerCharge } from './answer-charge';
import type { AnswerWriter } from './answer-writer';
import type { RunRequest } from './run-request';
import { sizeOfTurns } from './size-of-turns';
import { refuseCall, ToolCalls } from './tool-calls';
import { listToolSpecs } from './tools-of-run';

/** Of calls in one answer. A model that goes in circles is ended rather than paid for. */
const MAX_ROUNDS = 8;

const ENOUGH = 'The model wanted to go on using tools; that was enough for one answer.';

/** Asks the model, does what it asks for, and writes down what it says. */
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
  const tools = model.tools ? await listToolSpecs(request.channel) : [];
  const prompt = await buildPrompt({
    ...{ ownerId, conversationId: run.conversation_id, branch, model, person, signal },
    hasTools: tools.length > 0,
    say: (label) => writer.write({ type: 'status', label }),
    onSized: (size) => charge.reserve(size),
  });
  writer.record.context = prompt.context;
  writer.record.trail.push(...prompt.trail);
  if (prompt.plan) writer.showPlan(prompt.plan);
  const calls = new ToolCalls(request, writer, prompt, signal);
  try {
    await goRounds(prompt.messages, tools, { writer, calls, charge, signal });
  } finally {
    if (signal.aborted) await calls.cancelWaiting();
  }
  if (prompt.summariseFor !== null) askForSummary(request, prompt.summariseFor);
}

/** Behind the answer's back: the next one has room again. */
function askForSummary({ ownerId, run }: RunRequest, windowTokens: number): void {
  const place = { ownerId, conversationId: run.conversation_id, leafId: run.message_id };
  requestSummary({ ...place, windowTokens }).catch((error: unknown) =>
    logger.warn('summary not asked for', { runId: run.id, error }),
  );
}

type Round = { writer: AnswerWriter; calls: ToolCalls; charge: AnswerCharge; signal: AbortSignal };

async function goRounds(messages: PromptMessage[], tools: ToolSpec[], round: Round): Promise<void> {
  let asked = messages;
  for (let number = 1; number <= MAX_ROUNDS; number += 1) {
    const { results, turn } = await goOnce(asked, tools, round, number < MAX_ROUNDS);
    if (!turn || results.length === 0) return;
    const answered = await Promise.all(results);
    const turns: PromptMessage[] = [turn, { role: 'tool', parts: answered }];
    if (number < MAX_ROUNDS) await round.charge.reserveRound(round.writer.record, sizeOfTurns(turns));
    asked = [...asked, ...turns];
  }
  round.writer.record.notice ??= ENOUGH;
}

/** One call of the model. What it asks for begins at once, while it may still be talking. */
async function goOnce(
  messages: PromptMessage[],
  tools: ToolSpec[],
  { writer, calls, charge, signal }: Round,
  mayCall: boolean,
) {
  const { record } = writer;
  const results: Promise<PromptPart>[] = [];
  let turn: PromptMessage | undefined;
  // After the first word, thought or card nobody else goes on in its place.
  const parts = streamAnswer({ model: record.model, messages, tools, signal, fallback: !record.wasShown });
  for await (const part of parts) {
    // An engine that is slow to notice a stop must not go on being heard.
    signal.throwIfAborted();
    if (part.type === 'tool-call') {
      const result = mayCall ? calls.answer(part) : Promise.resolve(refuseCall(part));
      // Should the model fail meanwhile, nobody waits for it.
      result.catch(() => {});
      results.push(result);
    } else if (part.type === 'finish') {
      if (part.usage) record.addUsage(part.usage);
      record.refused = part.reason === 'content_filter';
      turn = part.reason === 'tool_calls' ? part.turn : undefined;
    } else if (part.type === 'fallback') {
      writer.goOnWith(part.next, part.failed);
      // Whoever steps in is asked only afterwards, and may cost more.
      await charge.reserveStandIn(record);
    } else {
      const stored = takePart(part, writer);
      if (stored) await stored;
    }
  }
  return { results, turn };
}

type Spoken = Exclude<AnswerPart, { type: 'tool-call' | 'finish' }>;

/** Only a file is waited for: it must be stored before anyone sees it. Text never waits. */
function takePart(part: Spoken, writer: AnswerWriter): Promise<void> | undefined {
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
  }
}
