import { type Exchange, sendJson } from './server';

/** What a replica hears in any recording, unless the play says otherwise: an empty text is silence. */
export const heard = 'And so it begins. Here is the second sentence.';

const wordsOf = (text: string) =>
  (text.match(/\S+/g) ?? []).map((word, index) => ({ word, start: index * 0.4, end: index * 0.4 + 0.35 }));

/** Answers a request for a transcript; `body` turns the text into the provider's own shape. */
export function writeDown({ response, play }: Exchange, body: (text: string) => unknown): void {
  if (play.fault === 'garbage')
    return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"text":');
  if (play.fault === 'cut' || play.fault === 'early-end') return void response.destroy();
  sendJson(response, 200, body(play.fault === 'empty' ? '' : (play.text ?? heard)));
}

/** `verbose_json` of whisper-1 tells the times of segments; the newer models tell the text alone. */
export function asOpenAi(text: string, isVerbose: boolean): unknown {
  const usage = { type: 'duration', seconds: 4 };
  if (!isVerbose) return { text, usage };
  const segments = (text.match(/[^.]+\./g) ?? []).map((sentence, id) => ({
    ...{ id, seek: 0, text: ` ${sentence.trim()}`, start: id * 2, end: id * 2 + 1.75 },
    ...{ tokens: [1], temperature: 0, avg_logprob: -0.2, compression_ratio: 1.1, no_speech_prob: 0.01 },
  }));
  return { task: 'transcribe', language: 'english', duration: 4, text, segments, usage };
}

/** A channel of Deepgram, with the time of each word. */
export function asDeepgram(text: string): unknown {
  const words = wordsOf(text).map(({ word, start, end }) => ({
    ...{ word: word.toLowerCase().replace(/\W/g, ''), punctuated_word: word, start, end, confidence: 0.9 },
  }));
  const alternatives = [{ transcript: text, confidence: 0.99, words }];
  return {
    metadata: { duration: 4, channels: 1, models: ['replica'] },
    results: { channels: [{ alternatives, detected_language: 'en' }] },
  };
}

/** An interaction of Gemini, with the time of each word. */
export function asGoogle(text: string): unknown {
  const annotations = wordsOf(text).map(({ word, start, end }) => ({
    ...{ type: 'word_info', text: word, start_offset: `${start}s`, end_offset: `${end}s` },
  }));
  return { id: 'interaction-replica', steps: [{ content: [{ type: 'text', text, annotations }] }] };
}
