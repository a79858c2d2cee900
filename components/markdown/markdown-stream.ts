import type { Token, Tokens } from 'marked';
import { completeTail } from './complete-tail';
import { type LinkDefinitions, lexMarkdown } from './lex-markdown';

/** A top-level piece of a text. The same piece is the same object from one update to the next. */
export type Block = { readonly key: number; readonly token: Token };

/**
 * What comes later can still change the block before the last one (a list goes on after an empty line), but
 * none before that: so many blocks are read again with each update.
 */
const UNSETTLED_BLOCKS = 2;

/** First line of a code fence. Indented ones are left to the lexer, which takes the indentation off each line. */
const openingLine = /^(`{3,}|~{3,})[^\n]*\n/;

const invisible = new Set(['space', 'def']);

/**
 * Reads a growing Markdown text at a cost that depends on what was added, not on what is there. After each
 * update the blocks are what reading the whole text at once would give.
 */
export class MarkdownStream {
  #source = '';
  #growing = false;
  /** What was given out last: the settled blocks and those of the tail. */
  #blocks: Block[] = [];
  #settled: Block[] = [];
  #settledLength = 0;
  #tail: Token[] = [];
  /** Definitions found in the settled text, and those with the ones of the tail. */
  #settledLinks: LinkDefinitions = {};
  #links: LinkDefinitions = {};
  #linksKey = '{}';
  #sameLinks = true;
  /** The code block at the end, once it was found open as far as it goes: only what is added can close it. */
  #openFence: Token | null = null;
  /** True when settled text refers to a definition that is still being written. */
  #awaitsDefinition = false;

  /**
   * Takes the whole text as it is now. `growing` says that more will come: emphasis and links left open at the end
   * are then shown as if they were finished, instead of as the characters that begin them.
   */
  update(text: string, growing = false): readonly Block[] {
    const source = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
    if (source === this.#source && growing === this.#growing) return this.#blocks;
    const continues = source.startsWith(this.#source);
    if (!continues) this.#forget();
    if (!continues || !this.#extendOpenFence(source)) this.#lexTail(source);
    this.#source = source;
    this.#growing = growing;
    this.#publish();
    return this.#blocks;
  }

  #forget(): void {
    this.#settled = [];
    this.#settledLength = 0;
    this.#settledLinks = {};
  }

  #lexTail(source: string): void {
    if (this.#awaitsDefinition) this.#forget();
    let lexed = lexMarkdown(source.slice(this.#settledLength), this.#settledLinks);
    if (this.#refersToNew(lexed.links, source)) {
      this.#forget();
      lexed = lexMarkdown(source);
    }
    const from = findUnsettled(lexed.tokens);
    const settling = lexed.tokens.slice(0, from);
    this.#setLinks(lexed.links);
    for (const token of settling) {
      this.#settledLength += token.raw.length;
      if (!invisible.has(token.type)) this.#settled.push(this.#blockOf(token, this.#settled.length));
    }
    collectDefinitions(settling, lexed.links, this.#settledLinks);
    this.#tail = lexed.tokens.slice(from);
    this.#awaitsDefinition = this.#refersToNew(lexed.links, source);
  }

  /** Whether settled text names a definition of the tail: a definition reaches back over everything. */
  #refersToNew(links: LinkDefinitions, source: string): boolean {
    const added = Object.keys(links).filter((name) => !Object.hasOwn(this.#settledLinks, name));
    if (added.length === 0 || this.#settledLength === 0) return false;
    const settled = source.slice(0, this.#settledLength).toLowerCase().replace(/\s+/g, ' ');
    return added.some((name) => settled.includes(name));
  }

  /** Adds to a code block that is still open: inside one there is nothing to lex. False when there is none. */
  #extendOpenFence(source: string): boolean {
    const last = this.#tail.at(-1);
    const opening = last?.type === 'code' ? openingLine.exec(last.raw) : null;
    if (!last || !opening) return false;
    const closing = new RegExp(`\\n {0,3}${opening[1]}[~\`]* *(?=\\n|$)`);
    const isKnown = last === this.#openFence;
    const raw = source.slice(this.#source.length - last.raw.length);
    const lastLine = raw.slice(last.raw.lastIndexOf('\n'));
    if (!isKnown && closing.test(last.raw.slice(opening[0].length - 1))) return false;
    if (closing.test(lastLine)) return false;
    const body = raw.slice(opening[0].length);
    const inner = body.endsWith('\n') ? body.slice(0, -1) : body;
    // As the lexer has it: empty lines at the end stay.
    const text = body !== '' && (inner === '' || inner.endsWith('\n')) ? `${inner}\n` : inner;
    this.#openFence = { ...(last as Tokens.Code), raw, text };
    this.#tail = [...this.#tail.slice(0, -1), this.#openFence];
    return true;
  }

  #setLinks(links: LinkDefinitions): void {
    const key = JSON.stringify(links);
    this.#sameLinks = key === this.#linksKey;
    this.#linksKey = key;
    this.#links = links;
  }

  #publish(): void {
    const tail = this.#growing ? this.#completedTail() : this.#tail;
    const blocks = this.#settled.slice();
    for (const token of tail)
      if (!invisible.has(token.type)) blocks.push(this.#blockOf(token, blocks.length));
    this.#blocks = blocks;
  }

  /** The block given out before when it says the same. */
  #blockOf(token: Token, key: number): Block {
    const old = this.#blocks[key];
    return old && this.#sameLinks && old.token.raw === token.raw ? old : { key, token };
  }

  #completedTail(): Token[] {
    const last = this.#tail.at(-1);
    if (!last || last.type === 'code' || last.type === 'math' || last.type === 'html') return this.#tail;
    const completed = completeTail(last.raw);
    if (completed === last.raw) return this.#tail;
    return [...this.#tail.slice(0, -1), ...lexMarkdown(completed, this.#links).tokens];
  }
}

/** Index of the first token that later text may still change. */
function findUnsettled(tokens: Token[]): number {
  let from = tokens.length;
  for (let left = UNSETTLED_BLOCKS; from > 0 && left > 0; ) {
    from -= 1;
    if (tokens[from]?.type !== 'space') left -= 1;
  }
  // The title of a definition may stand on the lines after it and end far below.
  for (let at = from - 1; at >= 0 && invisible.has(tokens[at]?.type ?? ''); at -= 1) {
    if (tokens[at]?.type === 'def' && /^\s*["'(]/.test(tokens[at + 1]?.raw ?? '')) return at;
  }
  return from;
}

function collectDefinitions(tokens: Token[], from: LinkDefinitions, into: LinkDefinitions): void {
  for (const token of tokens) {
    if (token.type === 'def') {
      const name = (token as Tokens.Def).tag;
      const link = from[name];
      if (link && !Object.hasOwn(into, name)) into[name] = link;
    } else if (token.type === 'blockquote' || token.type === 'list_item') {
      collectDefinitions(token.tokens ?? [], from, into);
    } else if (token.type === 'list') {
      collectDefinitions((token as Tokens.List).items, from, into);
    }
  }
}
