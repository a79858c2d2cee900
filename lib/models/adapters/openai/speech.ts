import { createOpenAI } from '@ai-sdk/openai';
import { vendorModelId } from '../../catalogue';
import type { SpeechEngine } from '../../ports';
import { speakText } from '../ai-sdk/speak-text';
import { connection, name } from './connection';

/** The audio API. It hears the language from the words, and does not count what it used. */
export const speech: SpeechEngine = {
  speak(call) {
    const { apiKey, baseURL } = connection();
    const model = createOpenAI({ apiKey, baseURL }).speech(vendorModelId(call.model));
    return speakText(model, call, { name, secrets: [apiKey], outputFormat: 'mp3' });
  },
};
