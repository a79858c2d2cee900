import { Square, SquareCheck } from 'lucide-react';
import type { Token, Tokens } from 'marked';
import type { ReactNode } from 'react';
import { CitedText } from './cited-text';
import { decodeEntities } from './decode-entities';
import type { FootnoteReference, MathToken } from './lex-markdown';
import { MathFormula } from './math-formula';
import { safeImagePath, safeLinkUrl } from './safe-url';

/** The words of a block. Whatever is not known here is shown as the text it was written as. */
export function InlineTokens({
  tokens = [],
  linked = false,
}: {
  tokens?: Token[];
  linked?: boolean;
}): ReactNode {
  return tokens.map((token, index) => <InlineToken key={index} token={token} linked={linked} />);
}

/** `linked`: inside a link, where another one cannot stand. */
function InlineToken({ token, linked }: { token: Token; linked: boolean }): ReactNode {
  switch (token.type) {
    case 'text':
      return token.tokens ? (
        <InlineTokens tokens={token.tokens} linked={linked} />
      ) : linked || !token.text.includes('[') ? (
        decodeEntities(token.text)
      ) : (
        <CitedText text={decodeEntities(token.text)} />
      );
    case 'escape':
      return (token as Tokens.Escape).text;
    case 'strong':
      return (
        <strong>
          <InlineTokens tokens={token.tokens} linked={linked} />
        </strong>
      );
    case 'em':
      return (
        <em>
          <InlineTokens tokens={token.tokens} linked={linked} />
        </em>
      );
    case 'del':
      return (
        <del>
          <InlineTokens tokens={token.tokens} linked={linked} />
        </del>
      );
    case 'codespan':
      return <code dir="ltr">{(token as Tokens.Codespan).text}</code>;
    case 'br':
      return <br />;
    case 'link':
      return <Link token={token as Tokens.Link} linked={linked} />;
    case 'image':
      return <Picture token={token as Tokens.Image} linked={linked} />;
    case 'checkbox':
      return <TaskBox checked={(token as Tokens.Checkbox).checked} />;
    case 'math': {
      const { tex, display } = token as unknown as MathToken;
      return <MathFormula tex={tex} display={display} />;
    }
    case 'footnoteReference':
      return <sup>{(token as unknown as FootnoteReference).name}</sup>;
    case 'html':
      // A line break is the one tag models need, inside table cells; it carries nothing.
      return /^<br\s*\/?>$/i.test(token.raw) ? <br /> : token.raw;
    default:
      return token.raw;
  }
}

function Link({ token, linked }: { token: Tokens.Link; linked: boolean }): ReactNode {
  const url = safeLinkUrl(token.href);
  const words = <InlineTokens tokens={token.tokens} linked={linked || url !== null} />;
  if (!url || linked) return words;
  return <OutsideLink url={url}>{words}</OutsideLink>;
}

function Picture({ token, linked }: { token: Tokens.Image; linked: boolean }): ReactNode {
  const alt = decodeEntities(token.text);
  const path = safeImagePath(token.href);
  if (path) return <img src={path} alt={alt} loading="lazy" decoding="async" />;
  const url = safeLinkUrl(token.href);
  if (!url || linked) return alt;
  return <OutsideLink url={url}>{alt || url}</OutsideLink>;
}

function OutsideLink({ url, children }: { url: string; children: ReactNode }) {
  return (
    <a href={url} title={url} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

/** A task's box. It tells and does not ask, so it is a picture and no control. */
function TaskBox({ checked }: { checked: boolean }) {
  const Icon = checked ? SquareCheck : Square;
  return (
    <span role="img" aria-label={checked ? 'Done' : 'Not done'}>
      <Icon className="task-box" data-checked={checked || undefined} />
    </span>
  );
}
