/** What ffmpeg says about a file before it works on it. */
export type InputInfo = {
  durationMs: number | null;
  video: {
    codec: string;
    pixelFormat: string | null;
    /** As people see it: pixels made square, rotation applied. */
    width: number;
    height: number;
  } | null;
  audio: { codec: string } | null;
};

/** Takes ffmpeg's lines one by one; `info` is what they told so far. Only the first film and sound count. */
export function readInputInfo(): { take(line: string): void; info(): InputInfo } {
  const info: InputInfo = { durationMs: null, video: null, audio: null };
  let isInput = true;
  let isTurned = false;
  return {
    take(line) {
      if (/^(Stream mapping|Output #)/.test(line)) isInput = false;
      if (!isInput) return;
      info.durationMs ??= readDuration(line);
      const stream = /^ {2,4}Stream #0:\d+[^:]*: (Video|Audio): (\w+)/.exec(line);
      // The cover of a recording counts as film to ffmpeg.
      if (stream?.[1] === 'Video' && !line.includes('(attached pic)')) info.video ??= readVideo(line);
      if (stream?.[1] === 'Audio') info.audio ??= { codec: stream[2] ?? 'unknown' };
      const degrees = /displaymatrix: rotation of (-?[\d.]+) degrees/.exec(line)?.[1];
      if (degrees) isTurned = Math.round(Math.abs(Number(degrees)) / 90) % 2 === 1;
    },
    info: () => {
      const { video } = info;
      return video && isTurned
        ? { ...info, video: { ...video, width: video.height, height: video.width } }
        : info;
    },
  };
}

function readDuration(line: string): number | null {
  const [, hours, minutes, seconds] = /^ {2}Duration: (\d+):(\d\d):(\d\d\.\d+),/.exec(line) ?? [];
  if (!hours) return null;
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000);
}

function readVideo(line: string): InputInfo['video'] {
  const size = /, (\d+)x(\d+)(?: \[SAR (\d+):(\d+) )?/.exec(line);
  const [width = 0, height = 0, across = 1, down = 1] = size?.slice(1).map((part) => Number(part ?? 1)) ?? [];
  return {
    codec: /Video: (\w+)/.exec(line)?.[1] ?? 'unknown',
    pixelFormat: /, ((?:yuv|gray|rgb|bgr|gbr|nv|pal|p0)\w*)/.exec(line)?.[1] ?? null,
    width: Math.round(width * (across && down ? across / down : 1)),
    height,
  };
}
