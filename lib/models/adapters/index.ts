import type { Provider } from '../ports';
import { anthropic } from './anthropic';
import { deepgram } from './deepgram';
import { google } from './google';
import { local } from './local';
import { openai } from './openai';
import { studio } from './studio';

/** Every provider, in the order in which a default is looked for. */
export const providers: readonly Provider[] = [openai, google, anthropic, deepgram, local, studio];
