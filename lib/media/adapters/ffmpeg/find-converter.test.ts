import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { converters, hasSystemFfmpeg, useConverter } from '@/tests/support/converters';
import { checkConverter, findConverter } from './find-converter';
import { readEncoders } from './read-program';

const hasPackage = converters.some(({ FFMPEG_PATH, isHere }) => FFMPEG_PATH === 'wasm' && isHere);
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'strand-converter-'));
});
afterEach(() => useConverter());
afterAll(() => rm(folder, { recursive: true, force: true }));

async function program(name: string, lines: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, `#!/bin/sh\n${lines}\n`);
  await chmod(file, 0o755);
  return file;
}

/** Says what an ffmpeg of that version says about itself. */
const saying = (version: string, library: number) =>
  `case "$2" in -version) echo "ffmpeg version ${version} Copyright"; echo "libavformat    ${library}. 45.100 / 1";; *) echo " A....D libmp3lame           MP3";; esac`;

describe('finding what converts sound and film', () => {
  it('finds none when it is told to use none', async () => {
    useConverter('off');
    expect(await findConverter()).toBeNull();
    expect(await checkConverter()).toEqual({ kind: 'none', version: null });
  });

  it.skipIf(!hasSystemFfmpeg)('finds the ffmpeg of the system first', async () => {
    useConverter('');
    expect(await checkConverter()).toMatchObject({ kind: 'system', version: expect.stringMatching(/\d/) });
  });

  it.skipIf(!hasPackage)('finds the package when it is told to use that alone', async () => {
    useConverter('wasm');
    expect(await checkConverter()).toEqual({ kind: 'wasm', version: expect.stringMatching(/^\d+\.\d+/) });
  });

  it('uses the program that was named', async () => {
    const file = await program('new', saying('n7.1', 61));
    useConverter(file);
    expect(await findConverter()).toEqual({
      kind: 'system',
      program: file,
      version: 'n7.1',
      encoders: new Set(['libmp3lame']),
    });
  });

  it.each([
    ['is too old', saying('3.4.8', 57)],
    ['is no ffmpeg', 'echo hello'],
    ['fails', 'exit 1'],
  ])('goes on to the package when the program %s', async (_, lines) => {
    useConverter(await program('odd', lines));
    expect((await checkConverter()).kind).toBe(hasPackage ? 'wasm' : 'none');
  });

  it('sees a program that was exchanged since', async () => {
    const file = await program('exchanged', 'exit 1');
    useConverter(file);
    expect((await checkConverter()).kind).not.toBe('system');
    await program('exchanged', saying('6.0', 60));
    expect(await checkConverter()).toEqual({ kind: 'system', version: '6.0' });
  });

  it('reads the names in the table of encoders', () => {
    const table =
      ' V..... = Video\n ------\n V....D libx264              H.264\n A..... aac                  AAC\n S..... ssa                  ASS';
    expect(readEncoders(table)).toEqual(new Set(['libx264', 'aac', 'ssa']));
  });
});
