import type { PromptMessage, PromptPart } from '@/lib/models';

/** How much is sent to a model: what its price is estimated by. */
export type PromptSize = { characters: number; pictures: number };

/** Of what is sent beside a prompt in a further round: the model's own turn, and what came of its calls. */
export function sizeOfTurns(turns: PromptMessage[]): PromptSize {
  const parts = turns.flatMap((turn) => turn.parts);
  return {
    characters: parts.reduce((sum, part) => sum + charactersOf(part), 0),
    pictures: parts.filter(isShown).length,
  };
}

const isShown = ({ type }: PromptPart) => type === 'image' || type === 'file';

function charactersOf(part: PromptPart): number {
  if (part.type === 'text') return part.text.length;
  if (part.type === 'tool-result') return part.output.length;
  // Calls and thoughts go back with what their provider signed them with.
  return isShown(part) ? 0 : JSON.stringify(part).length;
}
