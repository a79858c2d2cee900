import { readEdits } from '../editing/read-edit';
import type { Conversation } from './read-conversation';
import { readFileWish } from './read-file-wish';
import type { Wish } from './wish';

const PICTURE =
  'picture|image|photo|photograph|drawing|painting|portrait|poster|logo|icon|wallpaper|artwork|illustration|sketch|bild|imagen|dessin';
const FILM = 'video|film|clip|movie|animation|gif';
const MAKE =
  'make|create|generate|design|produce|give|show|want|need|like|mach|mache|erstelle|crée|fais|haz|crea';
const DRAW = 'draw|paint|sketch|illustrate|zeichne|male|dessine|peins|dibuja|disegna';
const CHANGE = `${DRAW}|make|turn|colou?r|tint|change|edit|remove|delete|add|put|replace|crop|rotate|flip|mirror|blur|sharpen|pixelate|frame|write|brighten|darken|lighten|invert|give|mach|mache|färbe|drehe|ändere|entferne|rends|haz`;
const POLITE = String.raw`(?:(?:please|now|and|then|ok(?:ay)?|can you|could you|would you|i want you to|bitte|jetzt|kannst du)[\s,]+)*`;

const word = (pattern: string) => new RegExp(String.raw`(?<!\p{L})(?:${pattern})(?!\p{L})`, 'iu');
const opens = (pattern: string) => new RegExp(String.raw`^\s*${POLITE}(?:${pattern})(?!\p{L})`, 'iu');

const drawsSomething = opens(DRAW);
const asksForPicture = new RegExp(
  String.raw`(?<!\p{L})(?:${MAKE})(?!\p{L})[^.?!]{0,40}(?<!\p{L})(?:${PICTURE})(?!\p{L})|^\s*(?:an?\s+|the\s+|another\s+|ein(?:e)?\s+)?(?:${PICTURE})(?!\p{L})`,
  'iu',
);
const asksForFilm = new RegExp(
  String.raw`(?<!\p{L})(?:${MAKE}|turn|${DRAW})(?!\p{L})[^.?!]{0,60}(?<!\p{L})(?:${FILM})(?!\p{L})|^\s*(?:an?\s+|the\s+|short\s+)*(?:${FILM})\s+(?:of|about|with|where)(?!\p{L})`,
  'iu',
);
const animates = word(
  'animate|animated|animiere|bring (?:it|this|that|him|her|them) to life|in motion|let it move|make it move',
);
const pointsBack = word(
  'it|this|that|the (?:picture|image|photo|drawing|painting|logo|fox|one)|them|es|das bild|ihn|la|lo',
);
const changes = opens(CHANGE);
const isNew = new RegExp(
  String.raw`(?<!\p{L})(?:${MAKE}|${DRAW})\s+(?:me\s+|us\s+)?(?:an?|another|some|new|the same|ein(?:e|en)?|un|une|una)(?!\p{L})(?!\s+(?:bit|little|lot|border|frame))`,
  'iu',
);
const question =
  /\?\s*$|^\s*(?:what|who|whose|where|when|why|how|which|is|are|was|does|do|did|describe|tell me|explain|was ist|wer|warum|wie)(?!\p{L})/iu;
/** Politely asked for is asked for all the same. */
const polite = /^\s*(?:please\s+)?(?:can|could|would|will) you (?!see|tell|read|describe|explain|recogni)/iu;
const isQuestion = (words: string) => question.test(words) && !polite.test(words);
const withOrWithout = /^\s*(?:but\s+)?(?:without|with|no|less|more|in|ohne|mit|mehr|weniger)(?!\p{L})/iu;

const SAYS = `(?:say|read|speak|pronounce|lies|sag|sprich)`;
const speaks = new RegExp(
  String.raw`(?<!\p{L})${SAYS}(?!\p{L})[\s\S]*(?<!\p{L})(?:aloud|out loud|out|loudly|to me|laut|vor)(?!\p{L})|^\s*${POLITE}(?:say|speak|pronounce)(?=\s*[:"“„«]|\s+\p{L})`,
  'iu',
);
const searches =
  /(?<!\p{L})(?:search (?:the )?(?:web|internet|net)|search online|web search|look (?:it |this |that )?up|google|find sources|suche im (?:web|internet|netz))(?!\p{L})(?:\s+(?:for|about|on|nach))?\s*:?\s*/iu;

/**
 * What the last message wants to have made; null when it is nothing of the kind. Everything is made by Studio's own
 * engines where it has one, which cost nothing.
 */
export function readWish(conversation: Conversation): Wish | null {
  const { words } = conversation;
  if (words === '') return null;
  return (
    readFileWish(conversation) ??
    readSearch(words) ??
    readSpeech(conversation) ??
    readFilm(conversation) ??
    readChange(conversation) ??
    readPicture(words)
  );
}

function readSearch(words: string): Wish | null {
  const found = words.match(searches);
  if (!found) return null;
  const before = words.slice(0, found.index).trim();
  const after = words.slice((found.index ?? 0) + found[0].length).trim();
  const query = (after || before).replace(/[.?!\s]+$/, '');
  return query ? { tool: 'search_web', input: { query: query.slice(0, 500) } } : null;
}

function readSpeech({ words, lastAnswer }: Conversation): Wish | null {
  if (!speaks.test(words)) return null;
  const quoted = words.match(/["“„«]([^"”“»]+)["”“»]/)?.[1] ?? words.match(/:\s*([\s\S]+)$/)?.[1];
  const rest = words
    .replace(new RegExp(String.raw`^\s*${POLITE}${SAYS}(?!\p{L})`, 'iu'), '')
    .replace(/(?<!\p{L})(?:aloud|out loud|out|loudly|to me|laut|vor|please)(?!\p{L})[\s.!?]*/giu, '')
    .trim();
  const meansAnswer =
    rest === '' || /^(?:it|this|that|the answer|your (?:last )?answer|the text|das)$/i.test(rest);
  const text = quoted ?? (meansAnswer ? toSpokenText(lastAnswer) : rest);
  return text.trim() ? { tool: 'speak', input: { text: text.trim().slice(0, 4_000) } } : null;
}

/** Markdown as it is read aloud. */
function toSpokenText(markdown: string): string {
  return markdown
    .replace(/```[\s\S]*?```/g, ' ')
    .replace(/^\s*\|?[\s:|-]+\|?\s*$/gm, '')
    .replace(/[*_`#>|~]/g, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

function readFilm({ words, hasPhotos, hasEarlierPicture }: Conversation): Wish | null {
  const meansPicture = (hasPhotos || hasEarlierPicture) && (hasPhotos || pointsBack.test(words));
  if (!asksForFilm.test(words) && !animates.test(words)) return null;
  if (isQuestion(words) && !asksForFilm.test(words)) return null;
  const input = { prompt: words, model: 'studio/clip' };
  return { tool: 'generate_video', input: meansPicture ? { ...input, animate: true } : input };
}

function readChange({ words, hasPhotos, hasEarlierPicture }: Conversation): Wish | null {
  if (!hasPhotos && !hasEarlierPicture) return null;
  if (isQuestion(words) || isNew.test(words)) return null;
  const isShort = words.split(/\s+/).length <= 5;
  const hasRule = readEdits(words).length > 0;
  const isChange = hasPhotos
    ? hasRule || changes.test(words) || withOrWithout.test(words)
    : (changes.test(words) && (pointsBack.test(words) || (hasRule && !drawsSomething.test(words)))) ||
      (isShort && (hasRule || withOrWithout.test(words)));
  return isChange ? { tool: 'edit_image', input: { prompt: words, model: 'studio/picture' } } : null;
}

function readPicture(words: string): Wish | null {
  if (!drawsSomething.test(words) && !asksForPicture.test(words)) return null;
  return { tool: 'generate_image', input: { prompt: words.slice(0, 8_000), model: 'studio/picture' } };
}
