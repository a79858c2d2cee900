import type {
  LanguageModelV4FilePart,
  LanguageModelV4Message,
  LanguageModelV4Prompt,
  LanguageModelV4TextPart,
  LanguageModelV4ToolResultPart,
  SharedV4ProviderOptions,
} from '@ai-sdk/provider';
import type { PromptMessage, PromptPart } from '../../ports';

export type PromptStyle = {
  /** False for a model that cannot see: pictures are told in words. */
  seesImages: boolean;
};

type UserPart = LanguageModelV4TextPart | LanguageModelV4FilePart;
type AssistantPart = Extract<LanguageModelV4Message, { role: 'assistant' }>['content'][number];

const UNSEEN: LanguageModelV4TextPart = { type: 'text', text: '[A picture, which you cannot see]' };
const SHOWN_AGAIN: LanguageModelV4TextPart = {
  type: 'text',
  text: '[The picture you made in your last answer:]',
};

/** Turns our messages into the prompt of the AI SDK. Pictures travel as bytes. */
export function toPrompt(messages: PromptMessage[], style: PromptStyle): LanguageModelV4Prompt {
  const prompt: LanguageModelV4Prompt = [];
  for (const { role, parts } of messages) {
    if (role === 'assistant') addAssistantTurn(prompt, parts, style);
    else if (role === 'tool') addResults(prompt, parts);
    else if (role === 'system' && prompt.every((message) => message.role === 'system')) {
      prompt.push({ role: 'system', content: textOf(parts) });
    } else {
      // Providers take system messages at the beginning only.
      addUserParts(
        prompt,
        parts.map((part) => toUserPart(part, style)),
      );
    }
  }
  return prompt;
}

/** The words of a message, without its pictures. */
export function textOf(parts: PromptPart[]): string {
  return parts
    .filter((part) => part.type === 'text')
    .map((part) => part.text)
    .join('\n\n');
}

/**
 * Pictures the model made come back as something the person shows: in the model's own turns OpenAI drops them
 * and newer Geminis refuse them unless they carry the signature of the answer they came in.
 */
function addAssistantTurn(prompt: LanguageModelV4Prompt, parts: PromptPart[], style: PromptStyle): void {
  const content = parts.flatMap(toAssistantPart);
  if (content.length > 0) prompt.push({ role: 'assistant', content });
  for (const picture of parts.filter((part) => part.type === 'image')) {
    addUserParts(prompt, style.seesImages ? [SHOWN_AGAIN, toPart(picture)] : [UNSEEN]);
  }
}

function toAssistantPart(part: PromptPart): AssistantPart[] {
  switch (part.type) {
    case 'text':
      return [{ type: 'text', text: part.text }];
    case 'reasoning':
      return [{ type: 'reasoning', text: part.text, ...toOptions(part.vendor) }];
    case 'tool-call': {
      const { callId: toolCallId, tool: toolName, input, vendor } = part;
      return [{ type: 'tool-call', toolCallId, toolName, input: toObject(input), ...toOptions(vendor) }];
    }
    default:
      return [];
  }
}

/** Results of several calls belong together: providers want them all in the turn after the calls. */
function addResults(prompt: LanguageModelV4Prompt, parts: PromptPart[]): void {
  const results = parts.flatMap((part): LanguageModelV4ToolResultPart[] => {
    if (part.type !== 'tool-result') return [];
    const { callId: toolCallId, tool: toolName, output: value, isError } = part;
    return [
      { type: 'tool-result', toolCallId, toolName, output: { type: isError ? 'error-text' : 'text', value } },
    ];
  });
  const last = prompt.at(-1);
  if (last?.role === 'tool') last.content.push(...results);
  else if (results.length > 0) prompt.push({ role: 'tool', content: results });
}

/** What came with a part goes back as it is; the SDK passes over what another provider put there. */
function toOptions(vendor: unknown): { providerOptions?: SharedV4ProviderOptions } {
  return vendor ? { providerOptions: vendor as SharedV4ProviderOptions } : {};
}

/** Providers take objects only, even back from the model that sent something else. */
function toObject(input: unknown): unknown {
  return typeof input === 'object' && input !== null && !Array.isArray(input) ? input : { input };
}

/** Adds to the person's turn that is open, or opens one. */
function addUserParts(prompt: LanguageModelV4Prompt, parts: UserPart[]): void {
  const last = prompt.at(-1);
  if (last?.role === 'user') last.content.push(...parts);
  else if (parts.length > 0) prompt.push({ role: 'user', content: parts });
}

function toUserPart(part: PromptPart, style: PromptStyle): UserPart {
  return part.type === 'image' && !style.seesImages ? UNSEEN : toPart(part);
}

function toPart(part: PromptPart): UserPart {
  if (part.type === 'text') return { type: 'text', text: part.text };
  if (part.type === 'image' || part.type === 'file')
    return {
      type: 'file',
      mediaType: part.mediaType,
      data: { type: 'data', data: part.bytes },
      ...(part.type === 'file' && part.filename ? { filename: part.filename } : {}),
    };
  throw new Error(`A ${part.type} is no part of what a person says.`);
}
