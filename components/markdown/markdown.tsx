'use client';

import { memo, useState } from 'react';
import { headingLevels } from './heading-levels';
import { MarkdownBlock } from './markdown-block';
import { MarkdownStream } from './markdown-stream';
import { useFrameValue } from './use-frame-value';

type MarkdownProps = {
  text: string;
  /** True while more text is coming. */
  growing?: boolean;
};

/**
 * Shows Markdown written by a model or a person. Nothing in it is trusted: HTML is shown as text, links lead to web
 * and mail addresses only, and pictures are our own media only. While the text grows, only its last blocks render.
 */
export const Markdown = memo(function Markdown({ text, growing = false }: MarkdownProps) {
  const [stream] = useState(() => new MarkdownStream());
  const blocks = stream.update(useFrameValue(text, growing), growing);
  const levels = headingLevels(blocks.map(({ token }) => (token.type === 'heading' ? token.depth : 0)));
  return (
    <div className="markdown">
      {blocks.map((block, index) => (
        <MarkdownBlock
          key={block.key}
          block={block}
          headingLevel={levels[index] ?? 0}
          open={growing && index === blocks.length - 1}
        />
      ))}
    </div>
  );
});
