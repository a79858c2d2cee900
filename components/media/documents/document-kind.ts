import type { Asset } from '@/lib/contracts';

/** How a file is looked at without a program of its own: as pages, as a table, as text, or not at all. */
export type DocumentKind = 'pages' | 'table' | 'text';

const paged = /^application\/(pdf|vnd\.openxmlformats-officedocument\.wordprocessingml\.document)$/;
const tables = /^text\/(csv|tab-separated-values)$/;
const texts = /^(text\/|application\/(json|x-ndjson|xml|yaml|x-yaml|toml)$)/;
const textFormats = new Set(['txt', 'md', 'markdown', 'json', 'log', 'yaml', 'yml', 'toml', 'xml']);

/** What can be shown of a file, or null. */
export function documentKind({
  content_type,
  format,
}: Pick<Asset, 'content_type' | 'format'>): DocumentKind | null {
  const type = content_type.split(';')[0]?.trim() ?? '';
  if (paged.test(type)) return 'pages';
  if (tables.test(type) || format === 'csv') return 'table';
  return texts.test(type) || textFormats.has(format) ? 'text' : null;
}
