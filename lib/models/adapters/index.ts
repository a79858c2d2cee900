import type { Provider } from '../ports';
import { anthropic } from './anthropic';
import { bedrock } from './bedrock';
import { deepgram } from './deepgram';
import { elevenlabs } from './elevenlabs';
import { espeak } from './espeak';
import { google } from './google';
import { local } from './local';
import { openai } from './openai';
import { studio } from './studio';

/** Every provider, in the order in which a default is looked for. */
export const providers: readonly Provider[] = [
  openai,
  google,
  anthropic,
  bedrock,
  deepgram,
  elevenlabs,
  local,
  espeak,
  studio,
];
