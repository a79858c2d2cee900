'use client';

import { useMemo } from 'react';
import type { Asset } from '@/lib/contracts';
import { formatBytes } from '../format-bytes';
import { parseTable } from './parse-table';
import { TextFailed, TextNote, TextSkeleton } from './text-states';
import { useText } from './use-text';

/** Enough to know what is in it. */
const MAX_BYTES = 65_536;
const MAX_ROWS = 200;
const MAX_COLUMNS = 40;

/** The beginning of a text or a table. Whatever is in it is shown as text, never run or laid out. */
export function TextView({ asset, table }: { asset: Asset; table: boolean }) {
  const { state, again } = useText(asset.size_bytes > 0 ? asset.url : null, MAX_BYTES);
  const empty = asset.size_bytes === 0 || (state.status === 'ready' && state.text.trim() === '');
  return (
    <div className="px-4 py-4 pad-safe-bottom sm:px-6">
      {empty ? (
        <TextNote>This file is empty.</TextNote>
      ) : state.status === 'loading' ? (
        <TextSkeleton />
      ) : state.status === 'failed' ? (
        <TextFailed words={state.words} onAgain={again} />
      ) : (
        <>
          {table ? (
            <Table text={state.text} />
          ) : (
            <Plain text={state.text} json={asset.format === 'json' && !state.cut} />
          )}
          {state.cut ? (
            <TextNote>
              {`These are the first ${formatBytes(MAX_BYTES)} of ${formatBytes(asset.size_bytes)}. Download it to read the rest.`}
            </TextNote>
          ) : null}
        </>
      )}
    </div>
  );
}

function Plain({ text, json }: { text: string; json: boolean }) {
  const shown = useMemo(() => (json ? indent(text) : text), [text, json]);
  return (
    <pre dir="auto" className="font-mono text-caption wrap-anywhere whitespace-pre-wrap select-text">
      {shown}
    </pre>
  );
}

function indent(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function Table({ text }: { text: string }) {
  const rows = useMemo(() => parseTable(text, MAX_ROWS + 1).map((row) => row.slice(0, MAX_COLUMNS)), [text]);
  const [head = [], ...body] = rows;
  return (
    <>
      <section
        aria-label="Table"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, so the keyboard must reach it
        tabIndex={0}
        className="overflow-x-auto rounded-medium border border-line scroll-quiet"
      >
        <table className="min-w-full border-collapse text-caption tabular-nums select-text">
          <thead className="bg-bubble">
            <tr>
              {head.map((cell, column) => (
                <th
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns are their places
                  key={column}
                  scope="col"
                  dir="auto"
                  className="px-3 py-2 text-start font-medium whitespace-nowrap"
                >
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {body.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are their places
              <tr key={index}>
                {row.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns are their places
                  <td key={column} dir="auto" className="max-w-80 truncate px-3 py-1.5">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > MAX_ROWS ? <TextNote>{`The first ${MAX_ROWS} rows are shown.`}</TextNote> : null}
    </>
  );
}
