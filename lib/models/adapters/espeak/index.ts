import { badAnswer, emptyAnswer, unavailable } from '../../errors';
import type { Provider, SpeechCall } from '../../ports';
import { knownSoundType } from '../ai-sdk/sound-bytes';
import { fromCatalogue } from '../declared-models';
import { findProgram } from './find-program';
import models from './models.json';
import { runProgram } from './run-program';
import { withLengths } from './with-lengths';

const name = 'eSpeak';

/** espeak-ng, a program of this machine: a plain voice that needs neither key nor network. */
export const espeak: Provider = {
  id: 'espeak',
  name,
  offline: false,
  variable: 'ESPEAK_PATH',
  ...fromCatalogue('espeak', models),
  isConfigured: () => findProgram() !== null,
  language: null,
  image: null,
  video: null,
  speech: { speak },
  transcription: null,
  search: null,
  async checkHealth(signal) {
    const program = findProgram();
    if (!program) return 'unreachable';
    return runProgram(program, ['--version'], { input: '', signal }).then(
      () => 'ok',
      () => 'unreachable',
    );
  },
};

async function speak(call: SpeechCall) {
  const program = findProgram();
  if (!program) throw unavailable({ name });
  const options = ['-v', chooseVoice(call), '-b', '1', '--stdin', '--stdout'];
  const bytes = await runProgram(program, options, { input: call.text, signal: call.signal }).catch(
    (cause: unknown) => {
      throw unavailable({ name, cause });
    },
  );
  if (bytes.length === 0) throw emptyAnswer({ name });
  const mediaType = knownSoundType(bytes);
  if (!mediaType) throw badAnswer({ name });
  return { mediaType, bytes: withLengths(bytes), usage: { characters: call.text.length } };
}

/** A voice that was asked for, else the one of the language, else the first. Nothing else gets onto the command line. */
function chooseVoice({ model, voice, language }: SpeechCall): string {
  const wanted = [voice, language?.toLowerCase(), language?.toLowerCase().split('-')[0]];
  const chinese = language?.toLowerCase().startsWith('zh') ? ['cmn'] : [];
  return (
    [...wanted, ...chinese].find((name) => name && model.voices.includes(name)) ?? model.voices[0] ?? 'en'
  );
}
