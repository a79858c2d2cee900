import { type ToolCall, type ToolId, toolParametersSchemas } from '@/lib/contracts';
import { invalidParameters } from '../tools/errors';

/** The parameter that the words of the message stand for when it is not given. */
const wordsGoTo: Record<ToolId, string> = {
  generate_image: 'prompt',
  edit_image: 'prompt',
  generate_video: 'prompt',
  speak: 'text',
  make_file: 'content',
  search_web: 'query',
};

const MAX_TITLE = 80;

/**
 * A tool call of a person with the words of their message where it has none of its own, checked against the tool.
 * Throws `tools.invalid_parameters`, whose sentence says which one and why.
 */
export function completeCall(call: ToolCall, content: string | null): ToolCall {
  const words = content?.trim() ?? '';
  const parameters = { ...call.parameters };
  const name = wordsGoTo[call.id];
  if (parameters[name] === undefined && words) parameters[name] = words;
  if (call.id === 'make_file') parameters.title ??= titleOf(String(parameters.content ?? ''));
  const checked = toolParametersSchemas[call.id].safeParse(parameters);
  if (checked.success) return { id: call.id, parameters: checked.data };
  const [issue] = checked.error.issues;
  throw invalidParameters(issue ? `${issue.path.join('.') || 'parameters'}: ${issue.message}` : 'parameters');
}

/** What was asked for in words, for a message that has none but its call. */
export function wordsOfCall({ id, parameters }: ToolCall): string {
  return String(parameters[wordsGoTo[id]] ?? '');
}

function titleOf(content: string): string {
  const line = content.split('\n').find((candidate) => /[\p{L}\p{N}]/u.test(candidate)) ?? '';
  return [...line.replace(/^[#\s>*-]+/, '').trim()].slice(0, MAX_TITLE).join('') || 'Document';
}
