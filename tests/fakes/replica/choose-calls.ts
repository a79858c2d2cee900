import { asksForPicture, type Play, type PlayedCall, withoutMarkers } from './play';
import type { RecordedRequest } from './server';

/** Which tool some words mean, and what it is to be given, as a helpful model would have it. */
const rules: [tool: string, means: (words: string) => boolean, input: (words: string) => unknown][] = [
  ['generate_video', (words) => /\banimate\b/i.test(words), (prompt) => ({ prompt, animate: true })],
  ['generate_video', (words) => /\b(film|video) of\b/i.test(words), (prompt) => ({ prompt })],
  ['edit_image', (words) => /\b(make it|edit)\b/i.test(words), (prompt) => ({ prompt })],
  ['generate_image', asksForPicture, (prompt) => ({ prompt })],
  ['search_web', (words) => /\bsearch\b/i.test(words), (query) => ({ query })],
  ['speak', (words) => /\bsay\b.*\baloud\b/i.test(words), (text) => ({ text })],
  [
    'make_file',
    (words) => /\bmake an? (pdf|csv)\b/i.test(words),
    (words) => ({
      format: /\bcsv\b/i.test(words) ? 'csv' : 'pdf',
      title: 'Made by the replica',
      content: /\bcsv\b/i.test(words) ? 'name,age\nAda,36\n' : `# Made by the replica\n\n${words}`,
    }),
  ],
];

/** The calls that a replica makes before it answers: none once it was told what came of them. */
export function chooseCalls({ prompt, tools, results }: RecordedRequest, play: Play): PlayedCall[] {
  if (play.calls) return results.length > 0 && tools.length > 0 && !play.goesOn ? [] : play.calls;
  if (results.length > 0) return [];
  const words = withoutMarkers(prompt)
    .replace(/^\[[^\]]*\]$/gm, '')
    .trim();
  const rule = rules.find(([tool, means]) => tools.includes(tool) && means(words));
  return rule ? [{ tool: rule[0], input: rule[2](words) }] : [];
}

/** The input of a call as it goes over the wire. */
export function toWire({ input }: PlayedCall): string {
  return typeof input === 'string' ? input : JSON.stringify(input);
}
