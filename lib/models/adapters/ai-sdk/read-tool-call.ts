import type { LanguageModelV4FunctionTool, LanguageModelV4ToolCall } from '@ai-sdk/provider';
import type { PromptPart, ToolSpec } from '../../ports';

type ToolCallPart = Extract<PromptPart, { type: 'tool-call' }>;

/** A tool of ours as the AI SDK wants it. */
export function toFunctionTool({ name, description, inputSchema }: ToolSpec): LanguageModelV4FunctionTool {
  return { type: 'function', name, description, inputSchema };
}

/** A call as the model made it. Input that is no JSON stays the text it is: whoever checks the input will refuse it. */
export function readToolCall(call: LanguageModelV4ToolCall): ToolCallPart {
  return {
    type: 'tool-call',
    callId: call.toolCallId,
    tool: call.toolName,
    input: parseInput(call.input),
    ...(call.providerMetadata ? { vendor: call.providerMetadata } : {}),
  };
}

function parseInput(input: string): unknown {
  // Some give nothing where there is nothing to give.
  if (input.trim() === '') return {};
  try {
    return JSON.parse(input);
  } catch {
    return input;
  }
}
