import { type Edit, readEdits } from '../editing/read-edit';
import type { ToolOutcome } from './read-conversation';

/** One honest sentence about what came of a call. */
export function sayOutcome({ tool, input, output, isError }: ToolOutcome): string {
  if (isError) return `${nouns[tool] ?? 'This'} was not made: ${asClause(output)}`;
  if (/asked first|consent|approv/i.test(output))
    return `${nouns[tool] ?? 'This'} waits for your approval, just below. It is made when you agree, and not otherwise.`;
  if (/being made/i.test(output)) return `${nouns[tool] ?? 'This'} is being made and appears here by itself.`;
  switch (tool) {
    case 'generate_image':
      return 'Here is the picture, drawn by rule from your words. The same words always give the same picture.';
    case 'edit_image':
      return sayEdits(readEdits(promptOf(input)));
    case 'generate_video':
      return 'Here is the clip: a picture under a camera that moves by rule.';
    case 'speak':
      return 'Here it is, spoken.';
    case 'make_file':
      return 'Here is the file. What stands in it was taken as it was; I cannot write or check it.';
    case 'search_web':
      return output.split(/\nSources:/)[0]?.trim() || 'Nothing was found.';
    default:
      return 'It is done.';
  }
}

const nouns: Record<string, string> = {
  generate_image: 'The picture',
  edit_image: 'The changed picture',
  generate_video: 'The clip',
  speak: 'The recording',
  make_file: 'The file',
  search_web: 'The search',
};

const promptOf = (input: unknown) => String((input as { prompt?: unknown } | null)?.prompt ?? '');

/** A sentence of its own within another one. */
const asClause = (sentence: string) => sentence.trim() || 'it did not work.';

function sayEdits(edits: Edit[]): string {
  if (edits.length === 0)
    return 'I have no rule for that change, so the picture only got a note that says so. A model could do it.';
  return `Here is the changed picture. By rule: ${edits.map(nameEdit).join(', ')}.`;
}

function nameEdit(edit: Edit): string {
  switch (edit.edit) {
    case 'tint':
      return `all colours turned towards ${edit.color.name}`;
    case 'frame':
      return `a frame in ${edit.color.name}`;
    case 'rotate':
      return { right: 'turned to the right', left: 'turned to the left', around: 'turned around' }[edit.turn];
    case 'caption':
      return 'your words across it';
    default:
      return names[edit.edit];
  }
}

const names: Record<Exclude<Edit['edit'], 'tint' | 'frame' | 'rotate' | 'caption'>, string> = {
  grey: 'black and white',
  sepia: 'sepia',
  brighter: 'brighter',
  darker: 'darker',
  contrast: 'more contrast',
  flatter: 'less contrast',
  vivid: 'stronger colours',
  muted: 'weaker colours',
  warmer: 'warmer colours',
  cooler: 'cooler colours',
  invert: 'colours inverted',
  blur: 'blurred',
  sharpen: 'sharpened',
  pixelate: 'coarse pixels',
  mirror: 'mirrored',
  flip: 'upside down as in water',
  square: 'cut to a square',
};
