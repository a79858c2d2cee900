import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  MkvOutputFormat,
  MovOutputFormat,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny';
import { oggHeads } from './sounds';

export type TracksFile = {
  container: 'mp4' | 'mov' | 'webm' | 'live-webm' | 'mkv';
  /** Seconds of each; absent: no such track. */
  film?: number;
  sound?: number;
  /** Degrees by the clock. */
  rotation?: 0 | 90 | 180 | 270;
  width?: number;
  height?: number;
};

const formats = {
  // What is needed to play comes first, so that a file cut off at its end still says what it was.
  mp4: () => new Mp4OutputFormat({ fastStart: 'in-memory' }),
  mov: () => new MovOutputFormat({ fastStart: 'in-memory' }),
  webm: () => new WebMOutputFormat(),
  // As browsers record: written in one go, without a duration.
  'live-webm': () => new WebMOutputFormat({ appendOnly: true }),
  mkv: () => new MkvOutputFormat(),
};
const PACKET_BYTES = 200;
export const PACKET_SECONDS = 0.04;

/** A file with tracks whose structure is right; their samples are noise that nobody could decode. */
export async function writeTracks(given: TracksFile): Promise<Buffer> {
  const { container, film = 0, sound = 0, rotation = 0, width = 64, height = 48 } = given;
  const output = new Output({ format: formats[container](), target: new BufferTarget() });
  const isWebm = container === 'webm' || container === 'live-webm';
  const video = film > 0 ? new EncodedVideoPacketSource('vp9') : null;
  const audio = sound > 0 ? new EncodedAudioPacketSource(isWebm ? 'opus' : 'aac') : null;
  if (video) output.addVideoTrack(video, isWebm ? {} : { rotation });
  if (audio) output.addAudioTrack(audio);
  await output.start();
  for (let index = 0; index < film / PACKET_SECONDS; index += 1) {
    await video?.add(packet(index), {
      decoderConfig: { codec: 'vp09.00.10.08', codedWidth: width, codedHeight: height },
    });
  }
  for (let index = 0; index < sound / PACKET_SECONDS; index += 1) {
    await audio?.add(packet(index), {
      decoderConfig: {
        codec: isWebm ? 'opus' : 'mp4a.40.2',
        numberOfChannels: 2,
        sampleRate: 48_000,
        description: isWebm ? oggHeads.opus : Uint8Array.of(0x11, 0x90),
      },
    });
  }
  await output.finalize();
  return Buffer.from(output.target.buffer ?? new ArrayBuffer(0));
}

const packet = (index: number) =>
  new EncodedPacket(new Uint8Array(PACKET_BYTES).fill(7), 'key', index * PACKET_SECONDS, PACKET_SECONDS);

/** The file with one four-letter name in place of another, wherever it stands. */
export function renameBox(bytes: Buffer, from: string, to: string): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1');
}
