import { type Exchange, sendJson } from './server';

const SAMPLE_RATE = 24_000;

/** A quiet tone as bare samples of 16 bits, longer for a longer text. */
export function toneSamples(text: string): Buffer {
  const count = Math.round(SAMPLE_RATE * Math.min(20, 0.3 + text.length * 0.06));
  const samples = Buffer.alloc(count * 2);
  for (let index = 0; index < count; index++)
    samples.writeInt16LE(Math.round(4_000 * Math.sin((index * 2 * Math.PI * 330) / SAMPLE_RATE)), index * 2);
  return samples;
}

/** Frames of MPEG sound in which nothing is heard, of 26 ms each: 128 kbit/s at 44.1 kHz. */
export function silentMp3(text: string): Buffer {
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0x64]);
  return Buffer.concat(Array.from({ length: 12 + text.length * 2 }, () => frame));
}

/** Answers with sound, or with what is none. */
export async function speakAloud(
  { request, response, play }: Exchange,
  sound: (text: string) => Buffer,
  mediaType: string,
  refusal: unknown,
): Promise<void> {
  if (play.fault === 'refuse') return sendJson(response, 400, refusal);
  if (play.fault === 'cut' || play.fault === 'early-end') return void response.destroy();
  response.writeHead(200, { 'content-type': mediaType });
  if (play.fault === 'empty') return void response.end();
  if (play.fault === 'garbage') return void response.end('{"audio":');
  if (play.fault === 'wrong-media') return void response.end('<html>Not a sound</html>');
  const { input = '', text = input } = request.body as { input?: string; text?: string };
  response.end(sound(text));
}
