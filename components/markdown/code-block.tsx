'use client';

import { memo } from 'react';
import { CopyButton } from './copy-button';
import { splitLines } from './split-lines';
import { useHighlighting } from './use-highlighting';

type CodeBlockProps = {
  code: string;
  language: string;
  /** True while the block is being written: colours come when it is finished. */
  open: boolean;
};

export function CodeBlock({ code, language, open }: CodeBlockProps) {
  const highlighted = useHighlighting(code, language, !open);
  return (
    <figure className="code-block" dir="ltr">
      <figcaption>
        <span>{language || 'text'}</span>
        <CopyButton text={code} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre className="scroll-quiet" tabIndex={0}>
        <code>
          {highlighted ?? splitLines(code).map((lines, index) => <Lines key={index} text={lines} />)}
        </code>
      </pre>
    </figure>
  );
}

/** Some lines of a long block: while it grows, those already there stay as they are. */
const Lines = memo(function Lines({ text }: { text: string }) {
  return <span>{text}</span>;
});
