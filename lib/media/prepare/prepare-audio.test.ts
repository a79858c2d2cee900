import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  EncodedAudioPacketSource,
  EncodedPacketSink,
  FilePathSource,
  FilePathTarget,
  Input,
  Output,
  WEBM,
  WebMOutputFormat,
} from 'mediabunny';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { converters, mediaFixture, useConverter } from '@/tests/support/converters';
import { runPreparer } from '@/tests/support/run-preparer';
import { readContainer } from '../adapters/mediabunny/read-container';
import type { MadeFile } from '../prepare-ports';
import { prepareAudio } from './prepare-audio';

const scratch = path.join(tmpdir(), `strand-audio-${process.pid}`);
afterEach(() => useConverter());
afterAll(() => rm(scratch, { force: true }));

const prepareSound = async (source: string) =>
  runPreparer(prepareAudio, await readFile(source), { kind: 'audio' });
const bars = (waveform: string | undefined) => [...Buffer.from(waveform ?? '', 'base64')];

async function containerOf(made: (MadeFile & { bytes: Buffer }) | undefined) {
  await writeFile(scratch, made?.bytes ?? '');
  return readContainer(scratch);
}

/** A WAV of plain samples. */
async function writeWav(seconds: number): Promise<string> {
  const data = Buffer.alloc(seconds * 16_000);
  for (let at = 0; at < data.length; at += 2) data.writeInt16LE(at % 64 < 32 ? 9_000 : -9_000, at);
  const header = Buffer.from(
    'RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\0\0\0\0\0\0\0\0\x02\0\x10\0data\0\0\0\0',
    'latin1',
  );
  header.writeUInt32LE(36 + data.length, 4);
  header.writeUInt32LE(8_000, 24);
  header.writeUInt32LE(16_000, 28);
  header.writeUInt32LE(data.length, 40);
  await writeFile(scratch, Buffer.concat([header, data]));
  return scratch;
}

/** The voice note with its second half, which is silent, left out and its tone played again after a pause. */
async function writePaused(): Promise<string> {
  const input = new Input({ formats: [WEBM], source: new FilePathSource(mediaFixture('note.webm')) });
  const track = await input.getPrimaryAudioTrack();
  const decoderConfig = await track?.getDecoderConfig();
  if (!track || !decoderConfig) throw new Error('The voice note has no sound.');
  const output = new Output({ format: new WebMOutputFormat(), target: new FilePathTarget(scratch) });
  const source = new EncodedAudioPacketSource('opus');
  output.addAudioTrack(source);
  await output.start();
  for (const startsAt of [0, 3]) {
    for await (const packet of new EncodedPacketSink(track).packets()) {
      if (packet.timestamp >= 1.4) break;
      await source.add(packet.clone({ timestamp: packet.timestamp + startsAt }), { decoderConfig });
    }
  }
  await output.finalize();
  input[Symbol.dispose]();
  return scratch;
}

for (const { name, FFMPEG_PATH, isHere } of converters) {
  describe.skipIf(!isHere)(
    `preparing sound with ${name}${isHere ? '' : ', which is not on this machine'}`,
    { timeout: 60_000 },
    () => {
      it('finds the true length and shape of a recording whose file tells no duration, and repairs it', async () => {
        useConverter(FFMPEG_PATH);
        const { facts, made, names, previewNote } = await prepareSound(mediaFixture('note.webm'));
        expect(previewNote).toBeNull();
        expect(facts.durationMs).toBeGreaterThan(2_950);
        expect(facts.durationMs).toBeLessThan(3_100);
        expect(facts.codec).toBe('opus');
        // A tone, then as much silence.
        const drawn = bars(facts.waveform);
        expect(drawn).toHaveLength(120);
        expect(Math.min(...drawn.slice(2, 57))).toBeGreaterThan(150);
        expect(Math.max(...drawn.slice(63))).toBeLessThan(20);
        expect(names).toEqual(['playable', 'model_input']);
        expect(made.playable?.contentType).toBe('audio/webm');
        expect(await containerOf(made.playable)).toMatchObject({
          tellsDuration: true,
          audio: { codec: 'opus' },
        });
        const forModel = await containerOf(made.model_input);
        expect(forModel).toMatchObject({ container: 'mp3', audio: { codec: 'mp3' } });
        expect(forModel?.durationMs).toBeGreaterThan(2_900);
      });

      it('draws a pause where it is heard', async () => {
        useConverter(FFMPEG_PATH);
        const { facts } = await prepareSound(await writePaused());
        expect(Math.abs((facts.durationMs ?? 0) - 4_400)).toBeLessThan(120);
        // 4.4 seconds: a tone up to the 38th bar, a pause up to the 82nd, the tone again.
        const drawn = bars(facts.waveform);
        expect(Math.min(...drawn.slice(3, 35))).toBeGreaterThan(100);
        expect(Math.max(...drawn.slice(43, 78))).toBeLessThan(20);
        expect(Math.min(...drawn.slice(86, 117))).toBeGreaterThan(100);
      });

      it('converts what no browser plays', async () => {
        useConverter(FFMPEG_PATH);
        const { facts, made } = await prepareSound(mediaFixture('sound.aiff'));
        expect(facts).toMatchObject({ durationMs: 1_000, codec: 'pcm_s16be' });
        expect(made.playable).toMatchObject({ contentType: 'audio/mp4', extension: 'm4a' });
        const playable = await containerOf(made.playable);
        expect(playable).toMatchObject({ container: 'mp4', audio: { codec: 'aac' } });
        expect(Math.abs((playable?.durationMs ?? 0) - 1_000)).toBeLessThan(80);
      });

      it('only draws a small WAV, which browsers and models take as it is', async () => {
        useConverter(FFMPEG_PATH);
        const { facts, names, previewNote } = await prepareSound(await writeWav(2));
        expect(facts).toMatchObject({ durationMs: 2_000, codec: 'pcm_s16le' });
        expect(Math.min(...bars(facts.waveform))).toBeGreaterThan(240);
        expect({ names, previewNote }).toEqual({ names: [], previewNote: null });
      });

      it('says plainly that a recording without sound has none', async () => {
        useConverter(FFMPEG_PATH);
        const { previewNote, names } = await prepareSound(await writeWav(0));
        expect({ previewNote, names }).toEqual({
          previewNote: 'There is no sound in this recording.',
          names: [],
        });
      });

      it('refuses what is no sound, in words for people', async () => {
        useConverter(FFMPEG_PATH);
        await writeFile(scratch, Buffer.alloc(5_000, 'ID3 of nothing'));
        await expect(prepareSound(scratch)).rejects.toMatchObject({
          code: 'media.damaged',
          publicMessage: expect.stringContaining('This recording cannot be read.'),
        });
      });
    },
  );
}

describe('preparing sound without any converter', () => {
  it('still finds the length, repairs the file, and says what is missing', async () => {
    useConverter('off');
    const { facts, names, made, previewNote } = await prepareSound(mediaFixture('note.webm'));
    expect(facts.durationMs).toBeGreaterThan(2_950);
    expect(names).toEqual(['playable']);
    expect(await containerOf(made.playable)).toMatchObject({ tellsDuration: true });
    expect(previewNote).toContain('waveform');
  });

  it('says that what it cannot convert may not play', async () => {
    useConverter('off');
    const { names, previewNote } = await prepareSound(mediaFixture('sound.aiff'));
    expect(names).toEqual([]);
    expect(previewNote).toContain('may not play in every browser');
  });
});
