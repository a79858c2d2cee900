import type { RecordedRequest } from './server';

/** Something a program put beside what the person said, such as what a picture is. */
const isAside = (text: string) => /^\s*(\[(?!\[)|$)/.test(text);

/** Remembers what the person said last. What is only shown with the results of calls is no new word of theirs. */
export function noteWords(request: RecordedRequest, texts: readonly string[]): void {
  if (request.results.length > 0 && texts.every(isAside)) return;
  request.results = [];
  request.prompt = texts.join('\n').trim();
}
