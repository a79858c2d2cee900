import { existsSync, readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import zlib from 'node:zlib';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Asset } from '@/lib/contracts';
import { readForModel, serveAsset } from '@/lib/media';
import { createPerson } from '@/tests/support/integration';
import { send, useMedia } from '@/tests/support/media';
import {
  animation,
  COLOURS,
  drawQuarters,
  photoWithOrientation,
  pngChunk,
  readQuarters,
  withJpegSize,
  withPngChunks,
  withPngSize,
} from '@/tests/support/pictures';

const media = useMedia();
let owner: string;
beforeAll(async () => {
  owner = await createPerson();
});

async function fetchBytes(asset: Asset, variant: string | null = null): Promise<Buffer> {
  const response = await serveAsset(owner, asset.id, variant, new Request('http://app/'));
  return Buffer.from(await response.arrayBuffer());
}

async function expectNoMetadata(bytes: Buffer): Promise<void> {
  const { exif, icc, iptc, xmp, orientation, comments } = await sharp(bytes).metadata();
  expect({ exif, icc, iptc, xmp, orientation, comments }).toEqual({});
  for (const mark of ['Exif', 'Secret', 'ICC_PROFILE', 'xmpmeta', 'GPS'])
    expect(bytes.includes(mark)).toBe(false);
}

async function expectUpright(bytes: Buffer): Promise<void> {
  const quarters = await readQuarters(bytes);
  for (const [name, colour] of Object.entries(COLOURS)) {
    const found = quarters[name as keyof typeof COLOURS];
    const distance = Math.max(...colour.map((value, channel) => Math.abs(value - (found[channel] ?? 0))));
    expect(distance, `${name} is ${found}`).toBeLessThan(40);
  }
}

describe('photos', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'come out upright and without metadata from orientation %i',
    async (orientation) => {
      const photo = await photoWithOrientation(orientation);
      // The fixture is what it claims: turned, and telling where it was made.
      expect((await sharp(photo).metadata()).orientation).toBe(orientation);
      expect(photo.includes('SecretCamera') && photo.includes('SecretPlace')).toBe(true);
      const asset = await send(owner, photo, { filename: 'IMG_0001.JPG', declaredType: 'image/jpeg' });
      expect(asset).toMatchObject({
        type: 'image',
        format: 'jpeg',
        width: 60,
        height: 40,
        filename: 'IMG_0001.JPG',
      });
      for (const variant of [null, 'thumbnail']) {
        const bytes = await fetchBytes(asset, variant);
        expect(await sharp(bytes).metadata()).toMatchObject({ width: 60, height: 40 });
        await expectUpright(bytes);
        await expectNoMetadata(bytes);
      }
      const { bytes } = await readForModel(owner, asset.id);
      await expectUpright(Buffer.from(bytes));
      await expectNoMetadata(Buffer.from(bytes));
    },
  );

  const folder = path.resolve('../shared/fixtures/media/orientation');
  it.skipIf(!existsSync(folder))(
    'from cameras come out upright (skipped where the shared fixtures are absent)',
    async () => {
      for (const name of readdirSync(folder)) {
        const asset = await send(owner, readFileSync(path.join(folder, name)), { filename: name });
        const isLandscape = (asset.width ?? 0) > (asset.height ?? 0);
        expect(isLandscape, name).toBe(name.startsWith('Landscape'));
        await expectNoMetadata(await fetchBytes(asset));
      }
    },
  );

  it.each(['png', 'webp', 'tiff', 'avif'] as const)(
    'of other formats come out upright and without metadata as well: %s',
    async (format) => {
      const turned = sharp(await photoWithOrientation(6), { autoOrient: false }).keepMetadata();
      const photo = await turned.toFormat(format).toBuffer();
      expect(photo.includes('Secret')).toBe(true);
      const asset = await send(owner, photo, { filename: `photo.${format}` });
      for (const variant of [null, 'thumbnail']) {
        const bytes = await fetchBytes(asset, variant);
        await expectNoMetadata(bytes);
        await expectUpright(bytes);
      }
    },
  );

  it('leave nothing of their metadata in any size that is kept', async () => {
    const large = await sharp(await photoWithOrientation(1))
      .resize(5000, 3000, { fit: 'fill' })
      .keepMetadata()
      .jpeg()
      .toBuffer();
    expect(large.includes('SecretCamera')).toBe(true);
    const asset = await send(owner, large);
    expect(asset.variants.map(({ name }) => name).sort()).toEqual(['display', 'thumbnail']);
    for (const variant of [null, ...asset.variants.map(({ name }) => name)]) {
      const bytes = await fetchBytes(asset, variant);
      await expectNoMetadata(bytes);
      await expectUpright(bytes);
    }
  });

  it('keep nothing of the received bytes on disk', async () => {
    const before = await media.listFiles();
    await send(await createPerson(), await photoWithOrientation(6));
    const added = (await media.listFiles()).filter((file) => !before.includes(file));
    expect(added).toHaveLength(2);
    for (const file of added) {
      expect(readFileSync(path.join(media.dataDir, file)).includes('Secret')).toBe(false);
    }
  });
});

describe('renditions', () => {
  it('bound the kept picture to 4096, the one to look at and to give to models to 1568, the thumbnail to 512', async () => {
    const large = await drawQuarters(6000, 3000).jpeg().toBuffer();
    const asset = await send(owner, large);
    expect(asset).toMatchObject({ width: 4096, height: 2048, size_bytes: (await fetchBytes(asset)).length });
    const sizes = Object.fromEntries(
      asset.variants.map(({ name, width, height }) => [name, [width, height]]),
    );
    expect(sizes).toEqual({ thumbnail: [512, 256], display: [1568, 784] });
    expect(await readForModel(owner, asset.id)).toEqual({
      mediaType: 'image/jpeg',
      bytes: await fetchBytes(asset, 'display'),
    });
    for (const { name, content_type } of asset.variants)
      expect(content_type).toBe(name === 'display' ? 'image/jpeg' : 'image/webp');
    expect(asset.thumbnail_url).toMatch(new RegExp(`^/media/${asset.id}/thumbnail\\?v=[0-9a-f]{12}$`));
    for (const variant of asset.variants) {
      const bytes = await fetchBytes(asset, variant.name);
      expect(bytes.length).toBe(variant.size_bytes);
      await expectUpright(bytes);
    }
    const { mediaType, bytes } = await readForModel(owner, asset.id);
    expect(mediaType).toBe('image/jpeg');
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1568 });
  });

  it('never enlarge, and give a small JPEG or PNG to models as it is', async () => {
    const asset = await send(owner, await drawQuarters(30, 20).png().toBuffer());
    expect(asset).toMatchObject({ width: 30, height: 20, format: 'png' });
    expect(asset.variants.map(({ name }) => name)).toEqual(['thumbnail']);
    expect(await readForModel(owner, asset.id)).toMatchObject({ mediaType: 'image/png' });
  });

  it('carry a thumbhash placeholder', async () => {
    const asset = await send(owner, await drawQuarters().png().toBuffer());
    const hash = Buffer.from(asset.placeholder ?? '', 'base64');
    expect(hash.length).toBeGreaterThan(4);
    expect(hash.length).toBeLessThan(40);
  });

  it.each([
    ['jpeg', 'jpeg', 'photo.jpg'],
    ['png', 'png', 'photo.png'],
    ['webp', 'webp', 'photo.webp'],
    ['gif', 'png', 'photo.png'],
    ['avif', 'webp', 'photo.webp'],
    ['tiff', 'webp', 'photo.webp'],
  ] as const)('of %s are kept as %s, and the name follows', async (sent, kept, filename) => {
    const name = sent === 'jpeg' ? 'photo.jpg' : `photo.${sent}`;
    const asset = await send(owner, await drawQuarters(64, 48).toFormat(sent).toBuffer(), { filename: name });
    expect(asset).toMatchObject({ type: 'image', format: kept, content_type: `image/${kept}`, filename });
    await expectUpright(await fetchBytes(asset));
    const { bytes, mediaType } = await readForModel(owner, asset.id);
    expect(['image/jpeg', 'image/png']).toContain(mediaType);
    await expectUpright(Buffer.from(bytes));
  });

  it.each(['gif', 'webp'] as const)(
    'of an animated %s keep the animation; models get the first frame',
    async (format) => {
      const asset = await send(owner, await animation(format, 5));
      expect(asset).toMatchObject({ format, width: 32, height: 32 });
      const kept = await sharp(await fetchBytes(asset), { animated: true }).metadata();
      expect(kept).toMatchObject({ pages: 5, pageHeight: 32, delay: [120, 120, 120, 120, 120], loop: 0 });
      const { bytes, mediaType } = await readForModel(owner, asset.id);
      expect(['image/jpeg', 'image/png']).toContain(mediaType);
      expect(await sharp(bytes).metadata()).toMatchObject({ width: 32, height: 32 });
    },
  );

  it('keep transparency', async () => {
    const glass = await sharp({
      create: { width: 2000, height: 40, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0.5 } },
    })
      .png()
      .toBuffer();
    const asset = await send(owner, glass);
    for (const variant of [null, 'thumbnail', 'display', 'model_input']) {
      expect((await sharp(await fetchBytes(asset, variant)).stats()).isOpaque, String(variant)).toBe(false);
    }
  });
});

describe('refused pictures', () => {
  it.each([
    ['a JPEG', async () => withJpegSize(await drawQuarters().jpeg().toBuffer(), 65_500, 65_500)],
    ['a PNG', async () => withPngSize(await drawQuarters().png().toBuffer(), 65_500, 65_500)],
    ['an animated GIF', () => animation('gif', 60, 1000)],
  ])('%s of more than 50 megapixels is refused before it is decoded', async (_, make) => {
    const bytes = await make();
    const started = performance.now();
    await expect(send(owner, bytes)).rejects.toMatchObject({
      code: 'media.too_many_pixels',
      kind: 'too_large',
    });
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it.each(['jpeg', 'png', 'webp', 'gif', 'tiff'] as const)(
    'a %s cut off in the middle is damaged',
    async (format) => {
      const noise = Buffer.from(Array.from({ length: 200 * 200 * 3 }, (_, index) => (index * 7919) % 251));
      const whole = await sharp(noise, { raw: { width: 200, height: 200, channels: 3 } })
        .toFormat(format)
        .toBuffer();
      await expect(send(owner, whole.subarray(0, whole.length / 2))).rejects.toMatchObject({
        code: 'media.damaged',
      });
    },
  );

  it('leave no file behind', async () => {
    const before = await media.listFiles();
    const bomb = withJpegSize(await drawQuarters().jpeg().toBuffer(), 65_500, 65_500);
    const cut = (await drawQuarters(300, 300).png().toBuffer()).subarray(0, 300);
    for (const bytes of [bomb, cut]) await expect(send(owner, bytes)).rejects.toThrow();
    expect(await media.listFiles()).toEqual(before);
  });

  it.each([
    ['JPEG XL', 'ff0afa7f0190081006010000'],
    ['JPEG 2000', '0000000c6a5020200d0a870a00000014667479706a703220'],
    ['an icon', '00000100010010100000010020006804000016000000'],
  ])('%s, which nothing here decodes, says which formats to use', async (_, start) => {
    const bytes = Buffer.from(start.padEnd(600, '0'), 'hex');
    await expect(send(owner, bytes, { filename: 'photo.jpg' })).rejects.toMatchObject({
      code: 'media.unsupported',
      publicMessage: expect.stringContaining('JPEG'),
    });
  });
});

describe('pictures made to harm', () => {
  it('a PNG whose text would unpack to gigabytes is kept without its text, at once', async () => {
    const text = zlib.deflateSync(Buffer.alloc(40_000_000, 65), { level: 9 });
    const bomb = pngChunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), text]));
    const png = withPngChunks(await drawQuarters().png().toBuffer(), Array<Buffer>(100).fill(bomb));
    const started = performance.now();
    const asset = await send(owner, png);
    expect(performance.now() - started).toBeLessThan(3_000);
    await expectUpright(await fetchBytes(asset));
  });

  it('a JPEG with a page behind its pixels comes out as a JPEG alone', async () => {
    const polyglot = Buffer.concat([
      await drawQuarters().jpeg().toBuffer(),
      Buffer.from('<html><script>alert(1)</script>'),
    ]);
    const asset = await send(owner, polyglot, { declaredType: 'text/html', filename: 'x.html' });
    expect(asset).toMatchObject({ type: 'image', content_type: 'image/jpeg', filename: 'x.jpg' });
    expect((await fetchBytes(asset)).includes('<script>')).toBe(false);
  });

  it('a script that begins like a GIF is refused', async () => {
    await expect(send(owner, Buffer.from('GIF89a/*......*/=alert(1)//'))).rejects.toMatchObject({
      code: 'media.damaged',
    });
  });
});

describe('SVG', () => {
  const svg = (inside: string, attributes = 'width="60" height="40" viewBox="0 0 60 40"') =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`,
    );
  const red = '<rect width="60" height="40" fill="#dc1e1e"/>';

  it('becomes a PNG, large enough to look at, under a fitting name', async () => {
    const asset = await send(owner, svg(red), { filename: 'icon.svg', declaredType: 'image/svg+xml' });
    expect(asset).toMatchObject({
      type: 'image',
      format: 'png',
      content_type: 'image/png',
      width: 1024,
      filename: 'icon.png',
    });
    expect((await readQuarters(await fetchBytes(asset))).topLeft).toEqual([220, 30, 30]);
  });

  it('with scripts and references draws neither and asks nobody', async () => {
    const asked: string[] = [];
    const canary = http.createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`;
    const secret = path.resolve('package.json');
    const references = [
      `<script>fetch('${address}/script')</script>`,
      `<image xlink:href="${address}/image" width="60" height="40"/>`,
      `<image xlink:href="file://${secret}" width="60" height="40"/>`,
      `<style>@import url('${address}/style');</style>`,
      `<use xlink:href="${address}/use#a"/>`,
      '<foreignObject width="60" height="40"><body xmlns="http://www.w3.org/1999/xhtml" onload="alert(1)"/></foreignObject>',
    ];
    try {
      const asset = await send(owner, svg(red + references.join('')));
      expect(asset.content_type).toBe('image/png');
      expect((await readQuarters(await fetchBytes(asset))).bottomRight).toEqual([220, 30, 30]);
      expect(asked).toEqual([]);
    } finally {
      canary.close();
    }
  });

  it('that asks for a file of the server as an entity is damaged', async () => {
    const doctype = Buffer.from('<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>');
    const bytes = Buffer.concat([doctype, svg('<text>&x;</text>')]);
    await expect(send(owner, bytes)).rejects.toMatchObject({ code: 'media.damaged' });
  });

  it('that would draw for minutes is stopped after three seconds', async () => {
    const filter = `<filter id="f" x="0" y="0" width="1" height="1">${'<feTurbulence baseFrequency="0.9" numOctaves="200"/><feMorphology radius="90"/>'.repeat(50)}</filter>`;
    const bomb = svg(
      `${filter}<rect width="4000" height="4000" filter="url(#f)"/>`,
      'width="4000" height="4000"',
    );
    const started = performance.now();
    await expect(send(owner, bomb)).rejects.toMatchObject({ code: 'media.damaged' });
    expect(performance.now() - started).toBeGreaterThan(2_900);
    expect(performance.now() - started).toBeLessThan(4_800);
  });

  it.each([
    ['without a size to draw', svg(red, 'width="0" height="40"')],
    ['that is not well-formed', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><rect></svg>')],
  ])('%s is damaged', async (_, bytes) => {
    await expect(send(owner, bytes)).rejects.toMatchObject({ code: 'media.damaged' });
  });
});
