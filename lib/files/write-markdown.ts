import { toStorableText } from '@/lib/kernel';

/** The text as it is, under its title unless it begins with a heading. */
export function writeMarkdown(title: string, content: string): Uint8Array {
  const body = toStorableText(content).replace(/\r\n?/g, '\n').trim();
  const heading = title.replace(/\s+/g, ' ').trim();
  const whole = /^#\s/.test(body) ? body : `# ${heading}\n\n${body}`;
  return new TextEncoder().encode(`${whole}\n`);
}
