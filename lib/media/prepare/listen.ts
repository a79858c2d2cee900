import { rm, stat } from 'node:fs/promises';
import { type InputInfo, readInputInfo } from '../adapters/ffmpeg/read-input-info';
import { LISTEN_TIMEOUT_MS } from '../limits';
import { convert, type Desk, lengthArgs, madeFile } from './convert';
import { measureWaveform } from './measure-waveform';

/** Enough for loudness, and 16 kB a second. */
const SAMPLES_PER_SECOND = 8_000;
const BYTES_PER_MS = (SAMPLES_PER_SECOND * 2) / 1000;
const NAME = 'listened.pcm';

export type Heard = {
  info: InputInfo;
  /** Of what can be heard, whatever the file claims; null when nothing can. */
  durationMs: number | null;
  waveform: string | null;
};

/** Decodes the sound of a file once, coarsely, to learn how long it is and how loud where. */
export async function listen(desk: Desk): Promise<Heard> {
  const reader = readInputInfo();
  const args = ['-map', '0:a:0', '-vn', ...lengthArgs(desk)];
  // Pauses in a recording are gaps between its time stamps: filled, so that the bars stay where they are heard.
  const samples = [
    '-af',
    `aresample=${SAMPLES_PER_SECOND}:async=1:first_pts=0`,
    '-ac',
    '1',
    '-f',
    's16le',
    NAME,
  ];
  await convert(desk, {
    outputs: [[...args, '-c:a', 'pcm_s16le', ...samples]],
    timeoutMs: LISTEN_TIMEOUT_MS,
    onLine: reader.take,
  });
  const file = await madeFile(desk, NAME);
  if (!file) return { info: reader.info(), durationMs: null, waveform: null };
  const durationMs = Math.round((await stat(file)).size / BYTES_PER_MS);
  const waveform = await measureWaveform(file);
  await rm(file);
  return { info: reader.info(), durationMs, waveform };
}
