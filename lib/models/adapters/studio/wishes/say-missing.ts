import type { ToolId } from '@/lib/contracts';

/** What is missing here, for a wish that nothing can fulfil; null where Studio answers in another way. */
export function sayMissing(tool: ToolId): string | null {
  return missing[tool] ?? null;
}

const missing: Partial<Record<ToolId, string>> = {
  speak:
    'No voice is set up on this server, so nothing can be spoken here. Its administrator can set `OPENAI_API_KEY`, `GOOGLE_GENERATIVE_AI_API_KEY` or `ELEVENLABS_API_KEY`, or install `espeak-ng`.',
  search_web:
    'No web search is set up on this server, and I cannot search by rule. Its administrator can set `GOOGLE_GENERATIVE_AI_API_KEY` or `OPENAI_API_KEY`.',
  generate_video: 'Videos cannot be made in this place. The administrator of this server can turn that on.',
  make_file: 'Files cannot be made in this place. The administrator of this server can turn that on.',
};
