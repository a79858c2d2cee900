import type { Token, Tokens } from 'marked';
import { memo, type ReactNode } from 'react';
import { CodeBlock } from './code-block';
import { InlineTokens } from './inline-tokens';
import type { FootnoteToken, MathToken } from './lex-markdown';
import type { Block } from './markdown-stream';
import { MarkdownTable } from './markdown-table';
import { MathFormula } from './math-formula';

type MarkdownBlockProps = { block: Block; headingLevel: number; open: boolean };

/** One settled or growing block. It renders again only when its own text changes. */
export const MarkdownBlock = memo(function MarkdownBlock({ block, headingLevel, open }: MarkdownBlockProps) {
  return <BlockToken token={block.token} headingLevel={headingLevel} open={open} />;
});

type BlockTokenProps = { token: Token; open: boolean; headingLevel?: number };

function BlockToken({ token, open, headingLevel = 6 }: BlockTokenProps): ReactNode {
  switch (token.type) {
    case 'heading': {
      const Tag = `h${headingLevel}` as 'h6';
      return (
        <Tag data-depth={token.depth}>
          <InlineTokens tokens={token.tokens} />
        </Tag>
      );
    }
    case 'paragraph':
      return (
        <p>
          <InlineTokens tokens={token.tokens} />
        </p>
      );
    case 'text':
      // The only paragraph of a list item without space around it.
      return <InlineTokens tokens={token.tokens ?? [token]} />;
    case 'code': {
      const { text, lang } = token as Tokens.Code;
      return <CodeBlock code={text} language={lang?.split(/\s/)[0] ?? ''} open={open} />;
    }
    case 'blockquote':
      return (
        <blockquote>
          <BlockTokens tokens={token.tokens} open={open} />
        </blockquote>
      );
    case 'list':
      return <List list={token as Tokens.List} open={open} />;
    case 'table':
      return <MarkdownTable table={token as Tokens.Table} />;
    case 'hr':
      return <hr />;
    case 'math': {
      const { tex, open: unfinished } = token as unknown as MathToken;
      return <MathFormula tex={tex} display waits={unfinished} />;
    }
    case 'footnote': {
      const { name, tokens } = token as unknown as FootnoteToken;
      return (
        <p className="footnote">
          <sup>{name}</sup> <InlineTokens tokens={tokens} />
        </p>
      );
    }
    case 'html':
      return <p className="whitespace-pre-wrap">{token.raw.trimEnd()}</p>;
    case 'space':
    case 'def':
      return null;
    default:
      return <InlineTokens tokens={[token]} />;
  }
}

function BlockTokens({ tokens = [], open }: { tokens: Token[] | undefined; open: boolean }): ReactNode {
  // Tokens are only ever added or replaced at the end.
  return tokens.map((token, index) => (
    <BlockToken key={index} token={token} open={open && index === tokens.length - 1} />
  ));
}

function List({ list, open }: { list: Tokens.List; open: boolean }) {
  const items = list.items.map((item, index) => (
    <ListItem key={index} item={item} open={open && index === list.items.length - 1} />
  ));
  return list.ordered ? <ol start={Number(list.start) || undefined}>{items}</ol> : <ul>{items}</ul>;
}

const ListItem = memo(
  function ListItem({ item, open }: { item: Tokens.ListItem; open: boolean }) {
    return (
      <li className={item.task ? 'task' : undefined}>
        <BlockTokens tokens={item.tokens} open={open} />
      </li>
    );
  },
  // Each reading makes new tokens; the same source in the same kind of list looks the same. A reference may have
  // found its definition meanwhile.
  (before, after) =>
    before.open === after.open &&
    before.item.raw === after.item.raw &&
    before.item.loose === after.item.loose &&
    !after.item.raw.includes('['),
);
