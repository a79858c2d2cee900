import { v7 as newId } from 'uuid';
import type { Citation, Job, Plan, ToolList } from '../../../lib/contracts';
import { film, picture, voiceNote } from './gallery-assets';
import type { Scene } from './gallery-scenes';

const now = () => new Date().toISOString();
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

const job = (given: Partial<Job> = {}): Job => ({
  id: newId(),
  conversation_id: newId(),
  message_id: null,
  purpose: 'message',
  tool: 'generate_video',
  title: 'A fox in the snow',
  parameters: {
    prompt:
      'A red fox walks through deep snow at dawn, slowly, towards the camera. Soft light, long shadows, its breath shows in the cold air.',
    duration_seconds: 8,
    aspect_ratio: '16:9',
  },
  source_ids: [],
  model: 'google/veo-3.1-fast-generate-preview',
  model_name: 'Veo 3.1 Fast',
  status: 'running',
  quote_micros: 600_000,
  cost_micros: null,
  consent: null,
  stage: null,
  progress: null,
  asset_ids: [],
  citations: [],
  error: null,
  trail: [],
  created_at: now(),
  started_at: now(),
  finished_at: null,
  ...given,
});

const asks = (given: Partial<Job> = {}) =>
  job({
    status: 'awaiting_consent',
    started_at: null,
    consent: { expires_at: inMinutes(14), decided_at: null, decision: null },
    ...given,
  });
const approved = { expires_at: inMinutes(9), decided_at: now(), decision: 'approved' } as const;
const drawing = (given: Partial<Job> = {}) =>
  job({
    tool: 'generate_image',
    title: 'A harbour at dusk, flat colours',
    parameters: { prompt: 'a harbour at dusk, flat colours' },
    model_name: 'Gemini 2.5 Flash Image',
    quote_micros: 39_000,
    ...given,
  });
const ended = (status: Job['status'], given: Partial<Job> = {}) =>
  job({ status, finished_at: now(), ...given });

const sources: Citation[] = [
  {
    number: 1,
    url: 'https://www.nature.example/foxes',
    title: 'How foxes hear mice under the snow',
    site: 'nature.example',
  },
  {
    number: 2,
    url: 'https://news.example/2026/arctic',
    title: 'Arctic foxes are back in the north of the country, and they brought their cubs',
    site: 'news.example',
  },
  {
    number: 3,
    url: 'https://en.encyclopedia.example/wiki/Fox',
    title: 'Fox',
    site: 'en.encyclopedia.example',
  },
];

const first = picture([1024, 1024], {
  filename: null,
  source: 'generated',
  generation: {
    model: 'google/gemini-2.5-flash-image',
    tool: 'generate_image',
    prompt: 'a fox in the snow',
    cost_micros: 39_000,
  },
});
const second = picture([1024, 1024], {
  filename: null,
  source: 'generated',
  derived_from: first.id,
  version: 2,
  generation: {
    model: 'google/gemini-2.5-flash-image',
    tool: 'edit_image',
    prompt: 'make it blue',
    cost_micros: 39_000,
  },
});
const animated = film([1280, 720], {
  source: 'generated',
  derived_from: second.id,
  version: 3,
  generation: {
    model: 'google/veo-3.1-fast-generate-preview',
    tool: 'generate_video',
    prompt: 'it looks up and walks away',
    cost_micros: 600_000,
  },
});

export const plan: Plan = {
  model: 'openai/gpt-5.4-mini',
  model_name: 'GPT-5.4 mini',
  steps: [
    {
      asset_id: null,
      kind: 'audio',
      direction: 'in',
      way: 'converted',
      via: 'openai/whisper-1',
      via_name: 'Whisper',
      reason: 'Whisper writes the recording down: this model cannot hear.',
    },
    {
      asset_id: null,
      kind: 'image',
      direction: 'in',
      way: 'reduced',
      via: null,
      via_name: null,
      reason: 'The picture is made smaller: this model takes up to 5 MB.',
    },
    {
      asset_id: null,
      kind: 'text',
      direction: 'out',
      way: 'native',
      via: null,
      via_name: null,
      reason: 'The answer is text.',
    },
  ],
};

/** What an answer makes, in every state, in screens that fit a phone. */
export const makingScenes: Scene[] = [
  {
    name: 'consent',
    messages: [
      { from: 'user', text: 'Film a fox in the snow for me.' },
      { from: 'agent', text: 'A film takes a minute or two. Shall I?', jobs: [asks()] },
    ],
  },
  {
    name: 'consent-with-picture',
    messages: [
      { from: 'agent', assets: [first] },
      {
        from: 'agent',
        jobs: [
          asks({
            title: 'The fox looks up',
            source_ids: [first.id],
            quote_micros: null,
            parameters: { prompt: 'it looks up and walks away', image: first.id, duration_seconds: 4 },
          }),
        ],
      },
    ],
  },
  {
    name: 'consent-over',
    messages: [
      {
        from: 'agent',
        jobs: [
          asks({ consent: { expires_at: inMinutes(-1), decided_at: null, decision: null }, quote_micros: 0 }),
        ],
      },
      {
        from: 'agent',
        jobs: [
          ended('denied'),
          ended('cancelled', { title: 'A harbour' }),
          ended('expired', { title: 'The sea at night' }),
        ],
      },
    ],
  },
  {
    name: 'job-queued',
    messages: [
      {
        from: 'agent',
        jobs: [
          job({ status: 'queued', started_at: null, stage: 'Queued, second in line', consent: approved }),
        ],
      },
    ],
  },
  {
    name: 'job-film',
    messages: [
      { from: 'user', text: 'Film a fox in the snow for me.' },
      { from: 'agent', text: 'It is being made.', jobs: [job({ progress: 0.42, consent: approved })] },
    ],
  },
  { name: 'job-picture', messages: [{ from: 'agent', jobs: [drawing()] }] },
  {
    name: 'job-picture-wide',
    messages: [
      {
        from: 'agent',
        jobs: [drawing({ parameters: { prompt: 'a harbour', aspect_ratio: '16:9' }, stage: 'Drawing' })],
      },
    ],
  },
  {
    name: 'job-small',
    messages: [
      {
        from: 'agent',
        jobs: [
          job({ tool: 'search_web', title: 'Foxes in the north', model_name: 'Gemini 2.5 Flash' }),
          job({
            tool: 'speak',
            title: 'Good morning in Greek',
            model_name: 'GPT-4o mini TTS',
            progress: 0.6,
          }),
          job({ tool: 'make_file', title: 'Crew list', model_name: null, stage: 'Setting the pages' }),
        ],
      },
    ],
  },
  {
    name: 'job-failed',
    messages: [
      {
        from: 'agent',
        jobs: [
          ended('failed', {
            error: {
              code: 'models.unavailable',
              message: 'Google did not answer in time. Nothing was charged.',
              retryable: true,
            },
          }),
          ended('failed', {
            tool: 'generate_image',
            title: 'A president',
            error: {
              code: 'models.refused',
              message: 'The engine refuses to draw this. Nothing was charged.',
              retryable: false,
            },
          }),
        ],
      },
    ],
  },
  {
    name: 'job-complete',
    messages: [
      { from: 'agent', assets: [animated], jobs: [ended('complete', { asset_ids: [animated.id] })] },
      { from: 'agent', assets: [voiceNote({ source: 'generated' })], jobs: [] },
    ],
  },
  {
    name: 'citations',
    messages: [
      { from: 'user', text: 'What do you know about foxes in winter?' },
      {
        from: 'agent',
        text: 'Foxes hear mice under half a metre of snow and jump at them from above [1]. In the north they were nearly gone; since 2019 their number has doubled [2, 3].\n\n- Their coat changes colour twice a year [3].\n- They store food for the dark months [1][2]. This is no source: [9].',
        metadata: {
          citations: sources,
          model_used: 'google/gemini-2.5-flash',
          trail: [
            {
              task: 'answer',
              model: 'openai/gpt-5.4-mini',
              model_name: 'GPT-5.4 mini',
              outcome: 'failed',
              code: 'models.unavailable',
              message: 'OpenAI could not be reached.',
            },
            {
              task: 'search',
              model: 'google/gemini-2.5-flash',
              model_name: 'Gemini 2.5 Flash',
              outcome: 'done',
            },
            {
              task: 'answer',
              model: 'google/gemini-2.5-flash',
              model_name: 'Gemini 2.5 Flash',
              outcome: 'done',
            },
          ],
          plan,
          cost_micros: 1_240,
          usage: { input_tokens: 9_420, output_tokens: 312 },
          context: { tokens: 98_400, limit_tokens: 128_000, messages: 42, summarised_messages: 118 },
        },
      },
    ],
  },
  {
    name: 'lineage',
    messages: [
      { from: 'agent', assets: [first] },
      { from: 'agent', assets: [second] },
      { from: 'agent', assets: [animated] },
    ],
  },
];

const maker = (
  id: string,
  name: string,
  tier: 'fast' | 'balanced' | 'quality' | null,
  micros: number | null,
) => ({
  id,
  name,
  tier,
  offline: false,
  quote_micros: micros,
});
const tool = (id: ToolList['tools'][number]['id'], given: Partial<ToolList['tools'][number]> = {}) => ({
  id,
  name: id,
  description: '',
  examples: [],
  available: true,
  reason: null,
  models: [],
  consent: 'never' as const,
  ...given,
});

/** What an installation with some keys offers. */
export const tools: ToolList = {
  tools: [
    tool('generate_image', {
      models: [
        maker('google/gemini-2.5-flash-image', 'Gemini 2.5 Flash Image', 'fast', 39_000),
        maker('openai/gpt-image-2', 'GPT Image 2', 'quality', 167_000),
        maker('studio/studio', 'Studio', null, 0),
      ],
    }),
    tool('edit_image', {
      models: [maker('google/gemini-2.5-flash-image', 'Gemini 2.5 Flash Image', 'fast', 39_000)],
    }),
    tool('generate_video', {
      consent: 'always',
      models: [
        maker('google/veo-3.1-fast-generate-preview', 'Veo 3.1 Fast', 'fast', 600_000),
        maker('google/veo-3.1-generate-preview', 'Veo 3.1', 'quality', 3_200_000),
      ],
    }),
    tool('speak', { models: [maker('openai/gpt-4o-mini-tts', 'GPT-4o mini TTS', 'fast', 600)] }),
    tool('make_file'),
    tool('search_web', {
      available: false,
      reason: 'No engine that searches is set up. Your administrator can add a Google or OpenAI key.',
    }),
  ],
  styles: ['Minimal', 'Abstract', 'Nature', 'Cosmic'].map((name) => ({ id: name.toLowerCase(), name })),
  moods: ['Calm', 'Energetic', 'Mysterious', 'Focused'].map((name) => ({ id: name.toLowerCase(), name })),
};
