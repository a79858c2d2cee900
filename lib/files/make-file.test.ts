import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { makeFile } from '.';

const run = promisify(execFile);
const signal = new AbortController().signal;
const makePdf = async (content: string, title = 'Report') =>
  (await makeFile({ format: 'pdf', title, content, signal })).bytes;
const read = async (pdf: Uint8Array) => {
  const { text, totalPages } = await extractText(await getDocumentProxy(pdf.slice()));
  return { text: text.join('\n'), totalPages };
};

/** What another program finds in it; null where that program is not installed. */
async function readWithPoppler(pdf: Uint8Array): Promise<string | null> {
  const folder = await mkdtemp(path.join(tmpdir(), 'strand-pdf-'));
  try {
    const file = path.join(folder, 'made.pdf');
    await writeFile(file, pdf);
    const { stdout } = await run('pdftotext', [file, '-']);
    // The marks by which it tells directions.
    return stdout.replace(/[\u200e\u200f\u202a-\u202e]/g, '');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const PHRASES = {
  Latin: 'Straße, naïve, Łódź, Việt Nam, 12:30 office',
  Greek: 'Η γρήγορη αλεπού πηδάει',
  Cyrillic: 'Быстрая лиса прыгает',
  Arabic: 'مرحبا بالعالم السلام عليكم لا بأس',
  Hebrew: 'שלום עולם זה טקסט',
  Chinese: '人工智能是一门科学。大山水火',
  Japanese: '吾輩は猫である。名前はまだ無い',
  Korean: '안녕하세요 세계',
};

// Each begins a process, which takes seconds where others are busy.
describe('a PDF', { timeout: 30_000 }, () => {
  it('has text that can be selected in every script, also by other programs', async () => {
    const content = Object.entries(PHRASES)
      .map(([name, phrase]) => `## ${name}\n\n${phrase}`)
      .join('\n\n');
    const pdf = await makePdf(content);
    const [ours, theirs] = [(await read(pdf)).text, await readWithPoppler(pdf)];
    for (const phrase of Object.values(PHRASES)) {
      expect(ours).toContain(phrase);
      if (theirs !== null) expect(theirs).toContain(phrase);
    }
  });

  it('takes its fonts along, so that nothing of the machine is needed', async () => {
    const pdf = await makePdf('Hello **bold** *slanted* `code` 中文 مرحبا');
    const named =
      Buffer.from(pdf)
        .toString('latin1')
        .match(/\/FontFamily \(([^)]+)\)/g) ?? [];
    expect([...new Set(named)].sort()).toEqual(
      ['Inter', 'Noto Sans Mono', 'Noto Sans SC', 'Vazirmatn'].map((name) => expect.stringContaining(name)),
    );
  });

  it('shows what Markdown means, and HTML as the text it is', async () => {
    const { text } = await read(
      await makePdf(
        '# Report\n\nSome **bold** and *more*.\n\n1. first\n2. second\n   - inner\n\n> said\n\n' +
          '| A | B |\n|--|--|\n| one | two |\n\n```\nlet x = 1;\n```\n\n<script>alert(1)</script> &amp; [here](https://example.com)',
      ),
    );
    expect(text.match(/Report/g)).toHaveLength(1);
    expect(text).toContain('Some bold and more.');
    expect(text).toContain('1. first');
    expect(text).toContain('one two');
    expect(text).toContain('let x = 1;');
    expect(text).toContain('<script>alert(1)</script>');
    expect(text).not.toMatch(/\*\*|\|--/);
  });

  it('links to pages, and to nothing that could run', async () => {
    const pdf = Buffer.from(
      await makePdf('[page](https://example.com/x) [bad](javascript:alert(1)) [worse](file:///etc/passwd)'),
    ).toString('latin1');
    expect(pdf).toContain('(https://example.com/x)');
    expect(pdf).not.toMatch(/javascript|passwd/i);
  });

  it('goes on over pages, counts them, and has a title', async () => {
    const pdf = await makePdf(Array.from({ length: 120 }, (_, at) => `Paragraph ${at}.`).join('\n\n'), 'Été');
    const { text, totalPages } = await read(pdf);
    expect(totalPages).toBeGreaterThan(3);
    expect(text).toContain('Paragraph 119.');
    expect(text).toContain(`2 / ${totalPages}`);
    expect((await getMeta(await getDocumentProxy(pdf.slice()))).info.Title).toBe('Été');
  });

  it('refuses more than 200 pages with a sentence that says so', async () => {
    await expect(makePdf('x\n\n'.repeat(30_000))).rejects.toMatchObject({
      code: 'files.too_many_pages',
      publicMessage: expect.stringContaining('200 pages'),
    });
  });

  it.each([
    ['control characters and turned text', 'a\u0000b\u0007c\u202etxt.exe\u2066 \ud83d end'],
    ['a word without end', 'x'.repeat(20_000)],
    ['a table of many columns', `|${'a|'.repeat(300)}\n|${'-|'.repeat(300)}\n|${'b|'.repeat(300)}`],
    ['deep nesting', `${'> '.repeat(400)}deep\n\n${'  '.repeat(3)}${'- '.repeat(300)}x`],
    ['marks that open and never close', '*_[`<!--'.repeat(2_000)],
  ])('stands %s', async (_, content) => {
    const { totalPages } = await read(await makePdf(content));
    expect(totalPages).toBeGreaterThan(0);
  });

  it('stops when it is no longer wanted', async () => {
    const stop = new AbortController();
    const making = makeFile({ format: 'pdf', title: 'x', content: 'y'.repeat(100_000), signal: stop.signal });
    setTimeout(() => stop.abort(new Error('no longer wanted')), 30);
    await expect(making).rejects.toThrow('no longer wanted');
  });
});

describe('other files', () => {
  it('are named by their title, on every system', async () => {
    const name = async (title: string) =>
      (await makeFile({ format: 'markdown', title, content: 'x', signal })).filename;
    expect(await name('Plan: "Q3" / 中文?')).toBe('Plan Q3 中文.md');
    expect(await name('../../etc/passwd')).toBe('etc passwd.md');
    expect(await name('\u202e...')).toBe('File.md');
    expect((await name('x'.repeat(300))).length).toBeLessThan(90);
  });

  it('are Markdown under its title', async () => {
    const text = async (content: string) => {
      const { bytes } = await makeFile({ format: 'markdown', title: 'Notes', content, signal });
      return new TextDecoder().decode(bytes);
    };
    expect(await text('- one\r\n- two')).toBe('# Notes\n\n- one\n- two\n');
    expect(await text('# Mine\n\nText')).toBe('# Mine\n\nText\n');
  });

  it('are not made of too much', async () => {
    const content = 'x'.repeat(1_000_001);
    await expect(makeFile({ format: 'csv', title: 'x', content, signal })).rejects.toMatchObject({
      code: 'files.too_long',
    });
  });
});
