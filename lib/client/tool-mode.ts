import type { ToolCall, ToolId } from '@/lib/contracts';
import type { ToolMode } from './state';

const keyOf = (conversationId: string) => `strand.mode.${conversationId}`;

/** Puts the mode where a reload finds it. Storage may be full or forbidden: then it lasts as long as the page. */
export function keepToolMode(conversationId: string, mode: ToolMode | null): void {
  try {
    if (mode) localStorage.setItem(keyOf(conversationId), JSON.stringify(mode));
    else localStorage.removeItem(keyOf(conversationId));
  } catch {}
}

/** The mode an earlier visit left, or null. */
export function readToolMode(conversationId: string): ToolMode | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(conversationId)) ?? 'null') as ToolMode | null;
  } catch {
    return null;
  }
}

/** Long enough to tell files apart in a list. */
const TITLE_CHARS = 80;

/** The parameter that takes the words; of the others it is their prompt. */
const wordsAs: Partial<Record<ToolId, string>> = {
  speak: 'text',
  make_file: 'content',
  search_web: 'query',
};

/** The call of a tool for these words, with what was chosen beside them. */
export function toToolCall({ id, parameters }: ToolCall, words: string): ToolCall {
  const text = words.trim();
  // A file is called what its first line says.
  const title =
    text
      .split('\n')[0]
      ?.replace(/^#+\s*/, '')
      .slice(0, TITLE_CHARS) ?? '';
  const named = id === 'make_file' ? { title, ...parameters } : parameters;
  return { id, parameters: { ...named, [wordsAs[id] ?? 'prompt']: text } };
}
