import { splitSpoken } from '@/lib/contracts/speakable-text';

export type Reading = {
  text: string;
  language: string;
  signal: AbortSignal;
  onProgress(part: number): void;
};

export const canBrowserSpeak = (): boolean => 'speechSynthesis' in window;

/** Reads with the voice of the device. Resolves at the end or when it is stopped; throws when the device cannot. */
export async function readWithBrowser({ text, language, signal, onProgress }: Reading): Promise<void> {
  const synthesis = window.speechSynthesis;
  synthesis.cancel();
  const stop = () => synthesis.cancel();
  signal.addEventListener('abort', stop);
  try {
    const voice = voiceFor(synthesis.getVoices(), language);
    const pieces = splitSpoken(text);
    for (const [index, piece] of pieces.entries()) {
      if (signal.aborted) return;
      onProgress(index / pieces.length);
      await speak(synthesis, piece, language, voice, signal);
    }
    onProgress(1);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** A voice on the device before one that sends the words elsewhere. */
export function voiceFor(voices: SpeechSynthesisVoice[], language: string): SpeechSynthesisVoice | null {
  const tag = (voice: SpeechSynthesisVoice) => voice.lang.replace('_', '-').toLowerCase();
  const wanted = language.toLowerCase();
  const base = wanted.split('-')[0];
  const fitting = voices.filter((voice) => tag(voice).split('-')[0] === base);
  const best = (among: SpeechSynthesisVoice[]) => among.find(({ localService }) => localService) ?? among[0];
  return best(fitting.filter((voice) => tag(voice) === wanted)) ?? best(fitting) ?? null;
}

function speak(
  synthesis: SpeechSynthesis,
  text: string,
  language: string,
  voice: SpeechSynthesisVoice | null,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = voice?.lang ?? language;
    if (voice) utterance.voice = voice;
    utterance.onend = () => resolve();
    utterance.onerror = ({ error }) => {
      if (signal.aborted || error === 'canceled' || error === 'interrupted') resolve();
      else reject(new Error(error));
    };
    synthesis.speak(utterance);
  });
}
