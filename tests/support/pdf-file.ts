import zlib from 'node:zlib';

type Stream = { dict?: string; bytes: Buffer | string };
type PdfObject = string | Stream;

/** A PDF file of these objects, numbered from 1; the first is the catalog. `trailer` is added to its trailer. */
export function writePdf(objects: PdfObject[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xff\xff\xff\xff\n', 'latin1')];
  const offsets: number[] = [];
  let at = parts[0]?.length ?? 0;
  const add = (bytes: Buffer) => {
    parts.push(bytes);
    at += bytes.length;
  };
  objects.forEach((object, index) => {
    offsets.push(at);
    add(Buffer.from(`${index + 1} 0 obj\n`));
    add(typeof object === 'string' ? Buffer.from(object) : streamOf(object));
    add(Buffer.from('\nendobj\n'));
  });
  const lines = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}`;
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n`;
  add(Buffer.from(table + end));
  return Buffer.concat(parts);
}

function streamOf({ dict = '', bytes }: Stream): Buffer {
  const content = Buffer.from(bytes);
  const head = Buffer.from(`<< /Length ${content.length} ${dict} >>\nstream\n`);
  return Buffer.concat([head, content, Buffer.from('\nendstream')]);
}

const FONT = '<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>';

/** A page for each text, its lines below one another. `catalog` and `trailer` are added to those dictionaries. */
export function pdfOfTexts(texts: string[], { catalog = '', trailer = '' } = {}): Buffer {
  const pages = texts.map(
    (_, index) =>
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources ${FONT} /Contents ${3 + texts.length + index} 0 R >>`,
  );
  return writePdf(
    [
      `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
      `<< /Type /Pages /Count ${texts.length} /Kids [${texts.map((_, index) => `${3 + index} 0 R`).join(' ')}] >>`,
      ...pages,
      ...texts.map((text) => ({ bytes: showText(text) })),
    ],
    trailer,
  );
}

function showText(text: string): string {
  const lines = text.split('\n').map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj T*`);
  return `BT /F1 18 Tf 22 TL 72 770 Td ${lines.join('\n')} ET`;
}

/** One page with these drawing instructions, and with other objects from number 5 on. */
export function pdfOfPage(
  content: Stream,
  { resources = FONT, others = [] as PdfObject[], mediaBox = '0 0 595 842', count = '1' } = {},
): Buffer {
  return writePdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${count} /Kids [3 0 R] >>`,
    `<< /Type /Page /Parent 2 0 R /MediaBox [${mediaBox}] /Resources ${resources} /Contents 4 0 R >>`,
    content,
    ...others,
  ]);
}

/** A page that is one picture, as scanners make them. */
export function scannedPdf(): Buffer {
  const [width, height] = [64, 90];
  const pixels = Buffer.alloc(width * height * 3, 0xee);
  for (let row = 10; row < 80; row += 10) pixels.fill(0x22, (row * width + 8) * 3, (row * width + 56) * 3);
  const image = {
    dict: `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode`,
    bytes: zlib.deflateSync(pixels),
  };
  const resources = '<< /XObject << /Im1 5 0 R >> >>';
  return pdfOfPage({ bytes: 'q 595 0 0 842 0 0 cm /Im1 Do Q' }, { resources, others: [image] });
}

/** A PDF that asks for a password before it shows anything. */
export function encryptedPdf(): Buffer {
  const unknown = Buffer.alloc(32, 0x5a).toString('hex');
  return pdfOfTexts(['secret'], {
    trailer: `/Encrypt << /Filter /Standard /V 1 /R 2 /P -1 /O <${unknown}> /U <${unknown}> >> /ID [<00> <00>]`,
  });
}
