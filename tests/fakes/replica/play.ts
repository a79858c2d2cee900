/** How a provider fails. `name` as used in a prompt: `[[fault:cut]]`. */
export const faults = [
  '400',
  '401',
  '429',
  '500',
  '503',
  'hang-headers',
  'hang-first-chunk',
  'stall',
  'cut',
  'error',
  'error-429',
  'garbage',
  'refuse',
  'empty',
  'early-end',
  'wrong-media',
] as const;
export type Fault = (typeof faults)[number];

/** A tool to call; an input that is a text is sent as it is, be it JSON or not. */
export type PlayedCall = { tool: string; input: unknown };

/** What a replica answers to one request. */
export type Play = {
  fault?: Fault;
  /** With 429 and 503: the `retry-after` header, in seconds. */
  retryAfterSeconds?: number;
  /** With 400: the parameter that OpenAI blames. */
  refusedParameter?: string;
  /** What a fault that is an HTTP status says, in place of the usual. */
  errorBody?: string;
  /** Words to say; by default what was received is told. */
  text?: string;
  /** Says so many words instead. */
  tokens?: number;
  /** Thoughts before the words. */
  reasoning?: string;
  /** Draws a picture even when the prompt does not ask for one. */
  picture?: boolean;
  /** Tools to call, whatever the words ask for; none when empty. */
  calls?: PlayedCall[];
  /** Calls also when it was told what came of earlier calls. */
  goesOn?: boolean;
  /** How often an operation is asked about before it is done. */
  polls?: number;
  /** A recorded stream, one JSON per line, sent as it is. */
  recording?: string;
  /** From the request to the first piece, and from piece to piece, in milliseconds. */
  firstTokenMs?: number;
  tokenGapMs?: number;
};

const callMarker = /\[\[call:(\w+)\s+(\{.*?\})\]\]/gs;

/** The words of a prompt without what it asks of the replica. */
export function withoutMarkers(prompt: string): string {
  return prompt
    .replace(callMarker, '')
    .replace(/\[\[[^\]]*\]\]/g, '')
    .trim();
}

/**
 * Reads what a prompt asks of a replica: `[[fault:429]] [[tokens:200]] [[gap:20]] [[ttft:100]] [[reasoning]] [[picture]]
 * [[polls:3]] [[call:generate_image {"prompt":"a fox"}]]`.
 */
export function readPlay(prompt: string): Play & { once: boolean } {
  const play: Play & { once: boolean } = { once: false };
  for (const [, tool = '', input = ''] of prompt.matchAll(callMarker))
    play.calls = [...(play.calls ?? []), { tool, input: toJson(input) }];
  for (const [, name, value = ''] of prompt.matchAll(/\[\[([a-z]+)(?::([\w-]+))?\]\]/g)) {
    if (name === 'fault') {
      // `-once` fails the first time only, so that a retry can be seen to work.
      const fault = value.replace(/-once$/, '');
      if (!faults.includes(fault as Fault)) throw new Error(`No such fault: ${value}`);
      play.fault = fault as Fault;
      play.once = fault !== value;
    }
    if (name === 'tokens') play.tokens = Number(value);
    if (name === 'gap') play.tokenGapMs = Number(value);
    if (name === 'ttft') play.firstTokenMs = Number(value);
    if (name === 'reasoning') play.reasoning = 'The person asks for something. I will answer it.';
    if (name === 'polls') play.polls = Number(value);
    if (name === 'picture') play.picture = true;
  }
  return play;
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The pieces in which words are sent: a word with the space before it. */
export function toTokens(text: string): string[] {
  return text.match(/\s*\S+/g) ?? [];
}

export const asksForPicture = (prompt: string) => /\b(?:draw|paint|picture of|sketch)\b/i.test(prompt);
