import { Lexer, Marked, type Token, type TokenizerAndRendererExtension, type Tokens } from 'marked';

/** Reference definitions (`[name]: address`) seen so far; they reach over the whole text. */
export type LinkDefinitions = Record<string, Pick<Tokens.Link, 'href' | 'title'>>;

export type MathToken = { type: 'math'; raw: string; tex: string; display: boolean; open: boolean };
export type FootnoteToken = { type: 'footnote'; raw: string; name: string; tokens: Token[] };
export type FootnoteReference = { type: 'footnoteReference'; raw: string; name: string };

/**
 * Where a block of ours may begin inside the paragraph at the front of `source`. Looking no further keeps a long
 * text linear: the lexer asks this once per paragraph.
 */
function indexInParagraph(source: string, opening: RegExp): number | undefined {
  const end = source.indexOf('\n\n');
  return (end === -1 ? source : source.slice(0, end)).match(opening)?.index;
}

/** `$$ … $$` or `\[ … \]` on lines of its own, without an empty line inside; open until its end arrives. */
const displayMath: TokenizerAndRendererExtension = {
  name: 'math',
  level: 'block',
  start: (source) => indexInParagraph(source, /(?:^|\n) {0,3}(?:\$\$|\\\[)/),
  tokenizer(source) {
    const begin = /^ {0,3}(\$\$|\\\[)/.exec(source);
    if (!begin) return undefined;
    const closer = begin[1] === '$$' ? '$$' : '\\]';
    const from = begin[0].length;
    const end = source.indexOf(closer, from);
    const gap = /\n[ \t]*\n/.exec(source.slice(from))?.index;
    if (end === -1 || (gap !== undefined && from + gap < end)) {
      if (gap !== undefined) return undefined;
      return { type: 'math', raw: source, tex: source.slice(from), display: true, open: true };
    }
    const after = /^[ \t]*(?:\n|$)/.exec(source.slice(end + closer.length));
    const tex = source.slice(from, end).trim();
    if (!after || tex === '') return undefined;
    const raw = source.slice(0, end + closer.length + after[0].length);
    return { type: 'math', raw, tex, display: true, open: false };
  },
};

/**
 * `$…$`, `$$…$$` or `\(…\)` in a line. A dollar sign opens only before a non-space and closes only after one and
 * not before a digit, so that "$5 and $10" stays money.
 */
const inlineMath: TokenizerAndRendererExtension = {
  name: 'inlineMath',
  level: 'inline',
  start: (source) => source.match(/\$|\\\(/)?.index,
  tokenizer(source) {
    const found =
      /^\$\$(?!\s)((?:\\[\s\S]|[^\\$])+?)\$\$/.exec(source) ??
      /^\$(?![\s$])((?:\\[^\n]|[^\\$\n])*?[^\s\\$]|\\[^\s])\$(?![\d$])/.exec(source) ??
      /^\\\(((?:(?!\\\)|\n\n)[\s\S])+?)\\\)/.exec(source);
    if (!found) return undefined;
    return {
      type: 'math',
      raw: found[0],
      tex: (found[1] ?? '').trim(),
      display: found[0].startsWith('$$'),
      open: false,
    };
  },
};

const footnote: TokenizerAndRendererExtension = {
  name: 'footnote',
  level: 'block',
  start: (source) => indexInParagraph(source, /(?:^|\n)\[\^/),
  tokenizer(source) {
    const found = /^\[\^([^\]\s]{1,60})\]:[ \t]*([^\n]*(?:\n(?![ \t]*(?:\n|$)|\[\^)[^\n]*)*)(?:\n|$)/.exec(
      source,
    );
    if (!found) return undefined;
    const token = { type: 'footnote', raw: found[0], name: found[1] ?? '', tokens: [] as Token[] };
    this.lexer.inline(found[2] ?? '', token.tokens);
    return token;
  },
};

const footnoteReference: TokenizerAndRendererExtension = {
  name: 'footnoteReference',
  level: 'inline',
  start: (source) => source.match(/\[\^/)?.index,
  tokenizer(source) {
    const found = /^\[\^([^\]\s]{1,60})\](?!\()/.exec(source);
    return found ? { type: 'footnoteReference', raw: found[0], name: found[1] ?? '' } : undefined;
  },
};

const options = new Marked({
  gfm: true,
  extensions: [displayMath, inlineMath, footnote, footnoteReference],
}).defaults;

/**
 * Reads Markdown into tokens. `known` are definitions found earlier in the same text; the answer holds them and
 * the new ones. The `raw` of the tokens laid end to end is the source again.
 */
export function lexMarkdown(
  source: string,
  known: LinkDefinitions = {},
): { tokens: Token[]; links: LinkDefinitions } {
  const lexer = new Lexer(options);
  Object.assign(lexer.tokens.links, known);
  const tokens = lexer.lex(source);
  return { tokens, links: { ...tokens.links } as LinkDefinitions };
}
