import type { Operation } from './operation';

/** Puts key frames into a WebM film, each shown as long. */
export async function writeWebm(
  frames: AsyncIterable<Uint8Array>,
  { width, height }: Pick<Operation, 'width' | 'height'>,
  framesPerSecond: number,
): Promise<Uint8Array> {
  // Large, and needed by few processes.
  const { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Output, WebMOutputFormat } = await import(
    'mediabunny'
  );
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new EncodedVideoPacketSource('vp8');
  output.addVideoTrack(source, { frameRate: framesPerSecond });
  await output.start();
  const seconds = 1 / framesPerSecond;
  let index = 0;
  for await (const data of frames) {
    const packet = new EncodedPacket(data, 'key', index * seconds, seconds);
    const decoderConfig = { codec: 'vp8', codedWidth: width, codedHeight: height };
    await source.add(packet, index === 0 ? { decoderConfig } : undefined);
    index += 1;
  }
  await output.finalize();
  if (!target.buffer) throw new Error('The film was not written.');
  return new Uint8Array(target.buffer);
}
