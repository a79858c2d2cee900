import { vendorModelId } from '../../catalogue';
import type { AnswerPart, EngineCall, PromptMessage } from '../../ports';
import { streamLanguage } from '../ai-sdk/stream-language';
import { sample } from './rules';
import { sayStandingIn } from './say-standing-in';
import { speakWords } from './speak-words';
import { currentPace, studioProvider } from './studio-provider';
import { readConversation } from './wishes/read-conversation';
import { readWish } from './wishes/read-wish';
import { sayMissing } from './wishes/say-missing';
import { sayOutcome } from './wishes/say-outcome';
import type { Wish } from './wishes/wish';

/**
 * Answers by rule: calls the tool that a person wants to have used, says what came of it, or what is missing. In place
 * of a model that failed it says so first, and then does only what it can do as well.
 */
export async function* answerCall(call: EngineCall): AsyncGenerator<AnswerPart> {
  const conversation = readConversation(call.messages);
  const footer = sample(conversation.isIntroduced ? 'footer_again' : 'footer');
  if (conversation.outcomes.length > 0) {
    const said = conversation.outcomes.map(sayOutcome).join('\n\n');
    yield* say(call, `${said}\n\n${footer}`);
    return;
  }
  const wish = readWish(conversation);
  const opening = call.standingInFor ? `${sayStandingIn(call.standingInFor)}\n\n` : '';
  if (wish && call.tools?.some(({ name }) => name === wish.tool)) {
    yield* ask(call, opening, wish);
    return;
  }
  const missing = wish && sayMissing(wish.tool);
  if (missing) yield* say(call, `${opening}${missing}\n\n${footer}`);
  else if (opening && wish?.tool !== 'generate_image')
    yield* say(call, `${opening}${sample('abilities')}\n\n${footer}`);
  else yield* answerByRule(call, opening);
}

async function* say({ signal }: EngineCall, text: string): AsyncGenerator<AnswerPart> {
  yield* speakWords(text, currentPace().wordDelayMs, signal);
  yield { type: 'finish', reason: 'stop', usage: usageOf(text) };
}

async function* ask(call: EngineCall, opening: string, wish: Wish): AsyncGenerator<AnswerPart> {
  yield* speakWords(opening, currentPace().wordDelayMs, call.signal);
  // One call an answer: the same words always give the same one.
  const asked = { type: 'tool-call', callId: 'studio-1', ...wish } as const;
  yield asked;
  const parts: PromptMessage['parts'] = opening ? [{ type: 'text', text: opening }, asked] : [asked];
  const turn: PromptMessage = { role: 'assistant', parts };
  yield { type: 'finish', reason: 'tool_calls', usage: usageOf(opening), turn };
}

/** What Studio says by itself, drawing in the middle of it where nothing else draws. */
async function* answerByRule(call: EngineCall, opening: string): AsyncGenerator<AnswerPart> {
  yield* speakWords(opening, currentPace().wordDelayMs, call.signal);
  // A picture of an earlier turn would be taken for a photo just sent.
  const said = call.messages.slice(0, -1).flatMap(keepSaid);
  const request = { ...call, messages: [...said, ...call.messages.slice(-1)] };
  yield* streamLanguage(studioProvider.languageModel(vendorModelId(call.model)), request, {
    name: 'Studio',
    secrets: [],
    style: { seesImages: true },
    options: {},
  });
}

/** The words of an earlier answer, by which Studio knows that it has introduced itself; nothing of other turns. */
function keepSaid({ role, parts }: PromptMessage): PromptMessage[] {
  const text = parts.filter((part) => part.type === 'text');
  return role === 'assistant' && text.length > 0 ? [{ role, parts: text }] : [];
}

const usageOf = (text: string) => ({ output_tokens: text.match(/\S+/g)?.length ?? 0, input_tokens: 0 });
