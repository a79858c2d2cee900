import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import zlib from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it, vi } from 'vitest';
import { heading, item, paragraph, table, writeDocx } from '@/tests/support/docx-file';
import { encryptedPdf, pdfOfPage, pdfOfTexts, scannedPdf } from '@/tests/support/pdf-file';
import { runPreparer } from '@/tests/support/run-preparer';
import { prepareDocument } from './prepare-document';

// Each file is opened by a process of its own, which a busy machine starts slowly.
vi.setConfig({ testTimeout: 30_000 });

const MEGABYTE = 1024 * 1024;
const DEADLINE_MS = 60_000;
const pdf = (bytes: Uint8Array) => runPreparer(prepareDocument, bytes, { format: 'pdf' });
const docx = (bytes: Uint8Array) => runPreparer(prepareDocument, bytes, { format: 'docx' });
type Prepared = Awaited<ReturnType<typeof pdf>>;
const textOf = (prepared: Prepared) => prepared.made.text?.bytes.toString('utf8') ?? null;

/** The share of pixels that are not paper. */
async function inkOf(prepared: Prepared, name: string): Promise<number> {
  const { data } = await sharp(prepared.made[name]?.bytes)
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return data.filter((value) => value < 128).length / data.length;
}

/** Counts who connects, whatever they say. */
async function startCanary() {
  const seen = { connections: 0 };
  const server = createServer((socket) => {
    seen.connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/canary`;
  return { seen, address, close: () => new Promise((resolve) => server.close(resolve)) };
}

describe('a PDF', () => {
  it('gives its first page, small and then large, its words and its pages', async () => {
    const found = await pdf(pdfOfTexts(['Hello (world)\nSecond line', 'Page two']));
    expect(found.names).toEqual(['thumbnail', 'page', 'text']);
    expect(found.previewNote).toBeNull();
    expect(found.facts).toEqual({ pageCount: 2, placeholder: expect.stringMatching(/^[\w+/]+=*$/) });
    expect(found.made.thumbnail).toMatchObject({
      contentType: 'image/webp',
      width: 362,
      height: 512,
      atMs: null,
    });
    expect(found.made.page).toMatchObject({ contentType: 'image/webp', width: 1131, height: 1600 });
    expect(await sharp(found.made.page?.bytes).metadata()).toMatchObject({ format: 'webp', width: 1131 });
    expect(await inkOf(found, 'page')).toBeGreaterThan(0.001);
    expect(found.made.text).toMatchObject({ contentType: 'text/plain; charset=utf-8', extension: 'txt' });
    expect(
      textOf(found)
        ?.split('\f')
        .map((page) => page.trim()),
    ).toEqual(['Hello (world)\nSecond line', 'Page two']);
    expect(found.told.map(({ fraction }) => fraction)).toEqual([0, 0.5]);
  });

  it('of scanned pages has a picture, and says that it has no words', async () => {
    const found = await pdf(scannedPdf());
    expect(found.names).toEqual(['thumbnail', 'page']);
    expect(found.facts.pageCount).toBe(1);
    expect(await inkOf(found, 'page')).toBeGreaterThan(0.01);
    expect(found.previewNote).toMatch(/no text/);
  });

  it('with a password is kept as it is, and says so', async () => {
    const found = await pdf(encryptedPdf());
    expect(found.names).toEqual([]);
    expect(found.previewNote).toMatch(/password/);
  });

  it.each([
    ['nothing but its name', Buffer.from('%PDF-1.7\n')],
    ['noise', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(50_000, '\x01\xfe<<[(')])],
    ['the first half', pdfOfTexts(['Hello']).subarray(0, 200)],
  ])('that is damaged says so: %s', async (_, bytes) => {
    const found = await pdf(bytes);
    expect(found.names).toEqual([]);
    expect(found.previewNote).toMatch(/cannot be read/);
  });

  it(
    'of a thousand pages is read to its end',
    async () => {
      const found = await pdf(
        pdfOfTexts(Array.from({ length: 1000 }, (_, index) => `This is page ${index + 1}`)),
      );
      expect(found.facts.pageCount).toBe(1000);
      expect(found.previewNote).toBeNull();
      expect(textOf(found)?.split('\f')[999]).toContain('page 1000');
    },
    DEADLINE_MS,
  );

  it(
    'with more words than are wanted gives the beginning, and says how much',
    async () => {
      const words = Array.from({ length: 34 }, () => 'word '.repeat(11)).join('\n');
      const found = await pdf(pdfOfTexts(Array.from({ length: 1300 }, () => words)));
      expect(found.facts.pageCount).toBe(1300);
      expect(found.made.text?.bytes.length).toBeLessThanOrEqual(2 * MEGABYTE);
      expect(found.made.text?.bytes.length).toBeGreaterThan(1.9 * MEGABYTE);
      expect(found.previewNote).toMatch(/first 1\d\d\d pages only/);
    },
    DEADLINE_MS,
  );

  it('neither runs its scripts nor fetches what it names', async () => {
    const canary = await startCanary();
    const uri = `(${canary.address})`;
    const script = `/S /JavaScript /JS (app.launchURL("${canary.address}"); this.submitForm("${canary.address}"))`;
    const open = `/OpenAction << ${script} /Next << /S /URI /URI ${uri} >> >>`;
    const names = `/Names << /JavaScript << /Names [(a) << ${script} >>] >> >>`;
    const remote = { dict: `/FFilter /FlateDecode /F << /FS /URL /F ${uri} >>`, bytes: '' };
    const found = await pdf(pdfOfTexts(['Harmless words'], { catalog: `${open} ${names}` }));
    const other = await pdf(pdfOfPage(remote));
    await sleep(200);
    await canary.close();
    expect(textOf(found)).toContain('Harmless words');
    expect(found.previewNote).toBeNull();
    expect(other.facts.pageCount).toBe(1);
    expect(canary.seen.connections).toBe(0);
  });

  it('stops at once when nobody waits any more', async () => {
    const controller = new AbortController();
    const reason = new Error('cancelled');
    setTimeout(() => controller.abort(reason), 100);
    const started = performance.now();
    const bytes = pdfOfTexts(Array.from({ length: 2000 }, () => 'word '.repeat(500)));
    const work = runPreparer(prepareDocument, bytes, { format: 'pdf' }, controller.signal);
    await expect(work).rejects.toBe(reason);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('a PDF that is made to take much', () => {
  const flate = (bytes: Buffer, times = 1): { dict: string; bytes: Buffer } => {
    let packed = bytes;
    for (let time = 0; time < times; time += 1) packed = zlib.deflateSync(packed, { level: 9 });
    return { dict: `/Filter [${'/FlateDecode '.repeat(times)}]`, bytes: packed };
  };
  const huge = (side: number) => ({
    dict: `/Type /XObject /Subtype /Image /Width ${side} /Height ${side} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode`,
    bytes: zlib.deflateSync(Buffer.alloc(1000)),
  });
  const withImage = '<< /XObject << /Im1 5 0 R >> >>';
  const bombs: [string, () => Buffer][] = [
    ['200 MB of nothing, packed twice', () => pdfOfPage(flate(Buffer.alloc(200 * MEGABYTE, ' '), 2))],
    ['30,000 areas to fill', () => pdfOfPage(flate(Buffer.from('q 0 0 500 500 re f Q '.repeat(30_000))))],
    [
      'a picture of 60000 by 60000',
      () =>
        pdfOfPage(
          { bytes: 'q 595 0 0 842 0 0 cm /Im1 Do Q' },
          { resources: withImage, others: [huge(60_000)] },
        ),
    ],
    [
      'a drawing that contains itself',
      () =>
        pdfOfPage(
          { bytes: '/Im1 Do' },
          {
            resources: withImage,
            others: [
              {
                dict: `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources ${withImage}`,
                bytes: '/Im1 Do /Im1 Do',
              },
            ],
          },
        ),
    ],
    ['two thousand million pages', () => pdfOfPage({ bytes: '' }, { count: '2000000000' })],
    ['a page of the size of a country', () => pdfOfPage({ bytes: '' }, { mediaBox: '0 0 1e15 1e15' })],
    ['a page without height', () => pdfOfPage({ bytes: '' }, { mediaBox: '0 0 1e9 0.001' })],
  ];

  it.each(bombs)(
    'ends within its limits: %s',
    async (_, make) => {
      const started = performance.now();
      const found = await pdf(make());
      // Both processes at their time limits.
      expect(performance.now() - started).toBeLessThan(100_000);
      expect(found.previewNote).toMatch(/^[A-Z].+\.$/);
      expect(process.memoryUsage().rss).toBeLessThan(2048 * MEGABYTE);
    },
    120_000,
  );
});

describe('a DOCX', () => {
  it('gives its words as simple Markdown and a picture of its beginning', async () => {
    const found = await docx(
      writeDocx(
        [
          heading(1, 'Annual report'),
          paragraph('A plain <b>paragraph</b> & more.'),
          item('first'),
          item('second', { level: 1 }),
          item('one', { isOrdered: true }),
          item('two', { isOrdered: true }),
          table([
            ['Name', 'Age'],
            ['Ada', '36'],
          ]),
          paragraph('日本語の文章。'),
        ].join(''),
      ),
    );
    expect(found.previewNote).toBeNull();
    expect(found.names).toEqual(['thumbnail', 'page', 'text']);
    expect(textOf(found)).toBe(
      [
        '# Annual report',
        'A plain <b>paragraph</b> & more.',
        '- first\n  - second\n1. one\n2. two',
        '| Name | Age |\n| Ada | 36 |',
        '日本語の文章。',
      ].join('\n\n'),
    );
    expect(found.made.page).toMatchObject({ width: 1131, height: 1600, contentType: 'image/webp' });
    expect(found.made.thumbnail).toMatchObject({ width: 362, height: 512 });
    expect(await inkOf(found, 'page')).toBeGreaterThan(0.003);
    expect(found.facts).toEqual({ placeholder: expect.any(String) });
  });

  it('without words says so', async () => {
    const found = await docx(writeDocx('<w:p/>'));
    expect(found.names).toEqual([]);
    expect(found.previewNote).toMatch(/no text/);
  });

  it.each([
    ['no zip at all', Buffer.from('PK\x03\x04 and nothing more')],
    ['not XML', writeDocx('', [{ name: 'word/document.xml', bytes: '<w:document><w:body>' }])],
    ['nothing inside', writeDocx('', [{ name: '_rels/.rels', bytes: '' }])],
  ])('that is damaged says so: %s', async (_, bytes) => {
    const found = await docx(bytes);
    expect(found.names).toEqual([]);
    expect(found.previewNote).toMatch(/cannot be read/);
  });

  it(
    'that is a bomb is not unpacked, when it says so and when it lies',
    async () => {
      const filler = Buffer.alloc(200 * MEGABYTE, 'a');
      const started = performance.now();
      const honest = await docx(writeDocx('', [{ name: 'word/document.xml', bytes: filler }]));
      const lying = await docx(
        writeDocx('', [{ name: 'word/document.xml', bytes: filler, declaredSize: 1000 }]),
      );
      expect(honest).toMatchObject({ names: [], previewNote: expect.stringMatching(/unpacks to far more/) });
      expect(lying).toMatchObject({ names: [], previewNote: expect.stringMatching(/cannot be read/) });
      expect(performance.now() - started).toBeLessThan(30_000);
    },
    DEADLINE_MS,
  );

  it('leaves large pictures packed', async () => {
    const media = { name: 'word/media/image1.png', bytes: Buffer.alloc(50 * MEGABYTE) };
    const found = await docx(writeDocx(paragraph('Words'), [media]));
    expect(textOf(found)).toBe('Words');
  });

  it(
    'with more words than are wanted gives the beginning, and says so',
    async () => {
      const found = await docx(writeDocx(paragraph('wörter '.repeat(50)).repeat(8000)));
      const length = found.made.text?.bytes.length ?? 0;
      expect(length).toBeLessThanOrEqual(2 * MEGABYTE);
      expect(length).toBeGreaterThan(2 * MEGABYTE - 4);
      expect(textOf(found)).not.toContain('\ufffd');
      expect(found.previewNote).toMatch(/Only the beginning/);
    },
    DEADLINE_MS,
  );

  it(
    'of half a million nested parts ends in a note',
    async () => {
      const found = await docx(writeDocx('<w:sdt><w:sdtContent>'.repeat(200_000)));
      expect(found.names).toEqual([]);
      expect(found.previewNote).toMatch(/^(This document cannot|There is no preview)/);
    },
    DEADLINE_MS,
  );

  it('does not expand entities or fetch what it names', async () => {
    const canary = await startCanary();
    const bomb =
      '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">' +
      `<!ENTITY c SYSTEM "${canary.address}">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>x&b;&f;&c;</w:t></w:r></w:p></w:body></w:document>`;
    const external = `<Relationship Id="i" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="${canary.address}" TargetMode="External"/><Relationship Id="t" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="${canary.address}" TargetMode="External"/>`;
    const picture = `<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:link="i"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
    const [entities, links] = [
      await docx(writeDocx('', [{ name: 'word/document.xml', bytes: bomb }])),
      await docx(writeDocx(paragraph('Words') + picture, [], external)),
    ];
    await sleep(200);
    await canary.close();
    expect(textOf(entities) ?? '').not.toMatch(/aaaaaaaaaaa|root:/);
    expect(textOf(links)).toBe('Words');
    expect(canary.seen.connections).toBe(0);
  });
});

describe('other files', () => {
  it('are left alone', async () => {
    const found = await runPreparer(prepareDocument, Buffer.from('words'), { format: 'constructor' });
    expect(found).toMatchObject({ names: [], previewNote: null });
  });
});
