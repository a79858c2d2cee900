import type { Tokens } from 'marked';
import { memo } from 'react';
import { InlineTokens } from './inline-tokens';

/** A table that scrolls sideways inside its own frame; the page never does. */
export function MarkdownTable({ table }: { table: Tokens.Table }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls; a region would be one landmark per table
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div role="group" className="table-frame scroll-quiet" aria-label="Table" tabIndex={0}>
      <table>
        {table.header.some((cell) => cell.text.trim() !== '') ? (
          <thead>
            <tr>
              {table.header.map((cell, index) => (
                <HeaderCell key={index} cell={cell} />
              ))}
            </tr>
          </thead>
        ) : null}
        <tbody>
          {table.rows.map((cells, index) => (
            <Row key={index} cells={cells} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A header without words announces nothing: it is an ordinary, empty cell. */
function HeaderCell({ cell }: { cell: Tokens.TableCell }) {
  const style = { textAlign: cell.align ?? undefined };
  if (cell.text.trim() === '') return <td style={style} />;
  return (
    <th scope="col" style={style}>
      <InlineTokens tokens={cell.tokens} />
    </th>
  );
}

const Row = memo(
  function Row({ cells }: { cells: Tokens.TableCell[] }) {
    return (
      <tr>
        {cells.map((cell, index) => (
          <td key={index} style={{ textAlign: cell.align ?? undefined }}>
            <InlineTokens tokens={cell.tokens} />
          </td>
        ))}
      </tr>
    );
  },
  (before, after) =>
    before.cells.length === after.cells.length &&
    before.cells.every((cell, index) => {
      const other = after.cells[index];
      return cell.text === other?.text && cell.align === other.align && !cell.text.includes('[');
    }),
);
