import type { Conversation } from './read-conversation';
import type { Wish } from './wish';

type Format = 'pdf' | 'csv' | 'markdown';

const asks =
  /(?<!\p{L})(?:make|create|generate|write|export|save|put|give|turn|convert|download|need|want|as|into|in|erstelle|mach)(?!\p{L})[^?]*?(?<!\p{L})(pdf|csv|spreadsheet|excel|markdown (?:file|document)|md file)(?!\p{L})|^\s*(?:an?\s+)?(pdf|csv)(?!\p{L})/iu;
const named = /(?<!\p{L})(?:called|titled|named|with the title)\s+["“„«]?([^"”»\n:,.]{1,120})/iu;
const about =
  /(?<!\p{L})(?:of|about|on|with|from|über|mit)\s+(?!the (?:title|answer|table|above|text)\b)([\s\S]{2,})$/iu;
const back =
  /(?<!\p{L})(?:this|that|it|these|the (?:answer|table|above|text|conversation)|your answer|above|das)(?!\p{L})/iu;
const TITLE = 'From our conversation';

/** A file that is wanted, with what is to be in it: what the person gives, else what was answered before. */
export function readFileWish({ words, lastAnswer }: Conversation): Wish | null {
  const found = words.match(asks);
  if (!found) return null;
  const format = formatOf(found[1] ?? found[2] ?? '');
  const rest = words.slice((found.index ?? 0) + found[0].length);
  const given = readGiven(words);
  const topic = rest.match(about)?.[1]?.replace(named, '').trim() ?? '';
  const meansAnswer = lastAnswer !== '' && (back.test(words) || topic === '');
  const content = given ?? (meansAnswer ? pick(format, lastAnswer) : write(format, topic || words));
  const title = titleOf(words, given ?? (meansAnswer ? lastAnswer : ''), topic);
  return { tool: 'make_file', input: { format, title, content: content.slice(0, 200_000) } };
}

function formatOf(name: string): Format {
  const lower = name.toLowerCase();
  if (lower === 'pdf') return 'pdf';
  return lower.startsWith('m') ? 'markdown' : 'csv';
}

/** What stands behind a colon or on the lines below is the text itself. */
function readGiven(words: string): string | null {
  const lines = words.match(/^[^\n]*\n([\s\S]*\S[\s\S]*)$/)?.[1];
  const behind = words.match(/:\s+(\S[\s\S]*)$/)?.[1];
  const text = behind && (!lines || behind.length > lines.length) ? behind : lines;
  return text?.trim() || null;
}

/** Of an answer, for a table: the table in it. */
function pick(format: Format, answer: string): string {
  if (format !== 'csv') return answer;
  const table = answer.match(/(?:^\|.*\|\s*$\n?){2,}/m)?.[0];
  return table?.trim() ?? toColumn(answer.split('\n'));
}

/** Studio cannot write about a subject; it sets down what it was told, and says so. */
function write(format: Format, topic: string): string {
  if (format === 'csv') return toColumn(topic.split(/,|;|\s+and\s+|\s+und\s+/));
  return `${capitalised(topic)}\n\n> Studio, the engine built into Strand, set this page from the words of the request. It is not a model and cannot write about a subject.`;
}

function toColumn(lines: string[]): string {
  const items = lines.map((line) => line.replace(/^[\s>*#\d.-]+/, '').trim()).filter((line) => line !== '');
  return ['Entry', ...items].map((item) => `"${item.replaceAll('"', '""')}"`).join('\n');
}

function titleOf(words: string, content: string, topic: string): string {
  const title =
    words.match(named)?.[1] ??
    content.match(/^#{1,3}\s+(.+)$/m)?.[1] ??
    (topic ? capitalised((topic.split('\n')[0] ?? '').replace(/:.*$/, '')) : TITLE);
  return [...title.replace(/[.\s]+$/, '').trim()].slice(0, 80).join('') || TITLE;
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
