/**
 * A filter that makes pixels square and fits the picture into a square of `maxSide`, never enlarged. `step` 2 gives
 * the even sides that video encoders want. ffmpeg has turned the picture upright before.
 */
export function fitWithin(maxSide: number, step: 1 | 2): string {
  const shrunk = `min(1,${maxSide}/max(iw*sar,ih))`;
  const side = (length: string) => `'max(${step},round(${length}*${shrunk}/${step})*${step})'`;
  return `scale=w=${side('iw*sar')}:h=${side('ih')},setsar=1`;
}

/**
 * How JPEG frames are written: to be scaled again or looked at by models. Tables made for each picture would save a
 * few per cent, and crash the package without native code.
 */
export const jpegArgs = '-c:v mjpeg -huffman default -pix_fmt yuvj420p -q:v 3 -f image2'.split(' ');
