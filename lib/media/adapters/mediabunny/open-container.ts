import {
  ADTS,
  FilePathSource,
  FLAC,
  Input,
  Logging,
  LogLevel,
  MATROSKA,
  MP3,
  MP4,
  MPEG_TS,
  OGG,
  QTFF,
  WAVE,
  WEBM,
} from 'mediabunny';

// It would print a line for each odd track; what matters is in the answer.
Logging.level = LogLevel.Silent;

/** Formats whose files hold everything they play. HLS is not among them: its files name addresses to fetch. */
const formats = [MP4, QTFF, WEBM, MATROSKA, OGG, WAVE, FLAC, MP3, ADTS, MPEG_TS];

/** Opens a file to read its tracks and packets; nothing is decoded. Dispose it afterwards. */
export function openContainer(file: string): Input {
  return new Input({ formats, source: new FilePathSource(file) });
}
