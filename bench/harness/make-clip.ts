import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * Makes a 1080p clip with ffmpeg on the spot: H.264 with a key frame every two seconds, as phones record it, and
 * enough movement that its pictures are worth decoding. Returns its path.
 */
export async function makeClip(program: string, folder: string, seconds: number): Promise<string> {
  const file = path.join(folder, 'clip.mp4');
  const source = `testsrc2=s=1920x1080:r=30:d=${seconds},noise=alls=12:allf=t`;
  await execute(program, [
    ...['-hide_banner', '-loglevel', 'error', '-y', '-f', 'lavfi', '-i', source],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '28', '-g', '60', '-pix_fmt', 'yuv420p', file],
  ]);
  return file;
}
