import type { Converter } from '../adapters/ffmpeg/converter';
import type { MadeFile } from '../prepare-ports';

/** A kind of sound file: how ffmpeg makes it and what it is called afterwards. */
export type SoundFormat = Pick<MadeFile, 'contentType' | 'extension'> & { args: readonly string[] };

/** What speech needs and every model takes: five minutes are 2.4 MB. */
const speechMp3: SoundFormat = {
  contentType: 'audio/mpeg',
  extension: 'mp3',
  args: ['-ac', '1', '-ar', '24000', '-c:a', 'libmp3lame', '-b:a', '64k'],
};

/** Four times as large, but every ffmpeg can make it. */
const speechWav: SoundFormat = {
  contentType: 'audio/wav',
  extension: 'wav',
  args: ['-ac', '1', '-ar', '16000', '-c:a', 'pcm_s16le'],
};

/** Plays everywhere. The index goes first, so that playing starts with the first bytes. */
export const playableSound: SoundFormat = {
  contentType: 'audio/mp4',
  extension: 'm4a',
  args: ['-ac', '2', '-ar', '44100', '-c:a', 'aac', '-b:a', '128k', '-movflags', '+faststart'],
};

export const soundForModels = ({ encoders }: Converter): SoundFormat =>
  encoders.has('libmp3lame') ? speechMp3 : speechWav;
