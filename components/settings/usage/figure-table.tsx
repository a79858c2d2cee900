import type { ReactNode } from 'react';
import { classNames } from '../../ui/class-names';

type FigureTableProps = {
  /** Read out before the table. */
  caption: string;
  columns: string[];
  rows: { key: string; cells: ReactNode[] }[];
};

/** Words at the start, figures at the end: the first column is what the row is about. */
export function FigureTable({ caption, columns, rows }: FigureTableProps) {
  return (
    <div className="overflow-hidden rounded-medium border border-line bg-surface">
      <table className="w-full text-body">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-caption text-muted">
            {columns.map((column, index) => (
              <th key={column} scope="col" className={cellClass(index, columns.length, 'font-medium')}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={row.key}>
              {row.cells.map((cell, index) => {
                const key = columns[index];
                return index === 0 ? (
                  <th key={key} scope="row" className={cellClass(index, columns.length, 'font-normal')}>
                    {cell}
                  </th>
                ) : (
                  <td key={key} className={cellClass(index, columns.length)}>
                    {cell}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const cellClass = (index: number, count: number, more?: string) =>
  classNames(
    'px-2.5 py-2.5 sm:px-3.5',
    index >= count - 2 && index > 0 ? 'text-end whitespace-nowrap tabular-nums' : 'text-start',
    more,
  );
