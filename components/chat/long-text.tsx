'use client';

import { useState } from 'react';
import { Button } from '../ui/button';

/** Pasted pages would push the conversation out of sight: from here on they are folded. */
const MAX_CHARS = 1_600;
const MAX_LINES = 24;

/** A person's text as they wrote it; a very long one is folded until asked for. */
export function LongText({ text }: { text: string }) {
  const [open, setOpen] = useState(false);
  const long = text.length > MAX_CHARS || countLines(text, MAX_LINES) > MAX_LINES;
  return (
    <>
      <p dir="auto" className={`whitespace-pre-wrap wrap-anywhere ${long && !open ? 'line-clamp-12' : ''}`}>
        {text}
      </p>
      {long ? (
        <Button
          look="quiet"
          size="small"
          className="-mx-3 mt-1"
          onClick={() => setOpen(!open)}
          aria-expanded={open}
        >
          {open ? 'Show less' : 'Show all'}
        </Button>
      ) : null}
    </>
  );
}

/** The number of lines, counted no further than one above the limit. */
function countLines(text: string, limit: number): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1 && lines <= limit; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
