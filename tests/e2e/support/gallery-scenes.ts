import type { Asset, Job, Message } from '../../../lib/contracts';
import { bare, file, film, music, paper, picture, transcript, voiceNote } from './gallery-assets';

type SceneMessage = {
  from: 'user' | 'agent';
  assets?: Asset[];
  text?: string;
  jobs?: Job[];
  metadata?: Message['metadata'];
};
export type Scene = { name: string; messages: SceneMessage[] };

const generation = { model: 'studio', tool: null, prompt: 'a lake at dusk, flat colours' };
const failed = (message: string): Partial<Asset> => ({
  status: 'failed',
  error: { code: 'media.prepare_failed', message, retryable: true },
});
const working = (stage: string, progress: number | null): Partial<Asset> => ({
  status: 'processing',
  stage,
  progress,
});
const quarantined: Partial<Asset> = {
  status: 'quarantined',
  scan: 'infected',
  error: {
    code: 'media.infected',
    message: 'Held back: the virus scan found something harmful in it.',
    retryable: false,
  },
};
const expired: Partial<Asset> = { status: 'expired' };
const off: Partial<Asset> = {
  status: 'failed',
  source: 'generated',
  error: {
    code: 'media.responses_off',
    message: 'Media made by models is turned off here, so it was not kept.',
    retryable: false,
  },
};
const unscanned: Partial<Asset> = { status: 'processing', scan: 'pending' };
const uploading: Partial<Asset> = { status: 'uploading', progress: 0.62 };

const wide: [number, number] = [1600, 1000];
const tall: [number, number] = [900, 1200];
const hd: [number, number] = [1280, 720];
const upright: [number, number] = [720, 1280];
const states = { uploading, unscanned, quarantined, expired };

/** Every kind in every state, in screens that fit a phone. */
export const scenes: Scene[] = [
  {
    name: 'picture',
    messages: [
      { from: 'user', assets: [picture(wide)] },
      { from: 'agent', assets: [picture([1024, 1024], { source: 'generated', generation })] },
    ],
  },
  {
    name: 'pictures-and-films',
    messages: [
      { from: 'user', assets: [picture(wide), film(hd), picture(tall), film(upright)] },
      { from: 'agent', assets: [picture(tall), picture(tall), film(hd)] },
    ],
  },
  {
    name: 'stack',
    messages: [
      {
        from: 'user',
        assets: [
          picture(wide),
          picture(tall),
          film(hd),
          picture(wide),
          picture(wide),
          picture(tall),
          picture(tall),
        ],
      },
      { from: 'user', assets: [picture([4000, 500]), picture(tall)] },
    ],
  },
  {
    name: 'picture-states',
    messages: [
      { from: 'user', assets: Object.values(states).map((state) => bare(picture(wide, state))) },
      {
        from: 'user',
        assets: [
          picture(wide, { ...working('Making it smaller', 0.4) }),
          bare(picture(wide, failed('The picture ended too early to be shown.'))),
        ],
      },
      {
        from: 'agent',
        assets: [bare(picture([1024, 1024], off)), bare(picture([1024, 1024], { id: 'broken-picture' }))],
      },
    ],
  },
  {
    name: 'voice-notes',
    messages: [
      { from: 'user', assets: [voiceNote({ transcript: transcript(1) })] },
      { from: 'agent', assets: [voiceNote({ source: 'generated', generation, filename: 'speech.wav' })] },
      { from: 'user', assets: [voiceNote({ filename: null, duration_ms: 245_000 })] },
    ],
  },
  {
    name: 'music',
    messages: [
      { from: 'user', assets: [music()] },
      {
        from: 'user',
        assets: [
          music({
            filename: 'أغنية البحر القديمة والنوارس البيضاء.wav',
            waveform: null,
            preview_note: 'Its waveform could not be drawn here.',
          }),
        ],
      },
    ],
  },
  {
    name: 'transcript',
    messages: [
      { from: 'user', assets: [voiceNote({ transcript: transcript() })] },
      {
        from: 'user',
        assets: [voiceNote({ transcript: transcript(3) })],
      },
    ],
  },
  {
    name: 'transcription',
    messages: [
      {
        from: 'user',
        assets: [
          voiceNote({ transcription: { status: 'waiting', message: null } }),
          voiceNote({
            transcription: {
              status: 'failed',
              message: 'It could not be written down just now. The recording itself is safe.',
            },
          }),
        ],
      },
    ],
  },
  {
    name: 'audio-states',
    messages: [
      {
        from: 'user',
        assets: [
          bare(voiceNote(uploading)),
          bare(voiceNote(working('Drawing the waveform', 0.35))),
          bare(voiceNote(failed('The sound could not be read. The recording itself is safe.'))),
        ],
      },
      {
        from: 'user',
        assets: [
          bare(voiceNote(quarantined)),
          bare(voiceNote(expired)),
          bare(voiceNote(unscanned)),
          bare(music(working('Making a copy that every browser plays', 0.7))),
        ],
      },
    ],
  },
  { name: 'film', messages: [{ from: 'user', assets: [film(hd, { transcript: transcript() })] }] },
  { name: 'film-upright', messages: [{ from: 'user', assets: [film(upright)] }] },
  {
    name: 'film-under-way',
    messages: [
      { from: 'user', assets: [bare(film(hd, working('Taking pictures of its moments', 0.25)))] },
      {
        from: 'user',
        assets: [film(hd, failed('The film could not be prepared. It can be played as it is.'))],
      },
    ],
  },
  {
    name: 'film-held',
    messages: [
      { from: 'user', assets: [bare(film(hd, unscanned))] },
      { from: 'user', assets: [bare(film(hd, quarantined))] },
    ],
  },
  {
    name: 'film-gone',
    messages: [
      { from: 'user', assets: [film(hd, expired)] },
      { from: 'agent', assets: [bare(film(hd, off))] },
    ],
  },
  {
    name: 'files',
    messages: [
      {
        from: 'user',
        assets: [
          paper(),
          paper({
            format: 'docx',
            content_type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
            filename: 'Crew list.docx',
            page_count: null,
          }),
          file('csv', 'text/csv', 'harbours.csv', { size_bytes: 2_300 }),
          file('md', 'text/markdown', 'saturday.md', { size_bytes: 80 }),
        ],
      },
      {
        from: 'agent',
        assets: [
          file(
            'zip',
            'application/zip',
            'a-rather-long-name-of-an-archive-with-everything-in-it-2026-11-20.zip',
            { size_bytes: 48_000_000 },
          ),
          file('json', 'application/json', 'خطة الرحلة يوم السبت.json', {
            source: 'generated',
            generation,
            size_bytes: 90,
          }),
        ],
      },
    ],
  },
  {
    name: 'file-states',
    messages: [
      {
        from: 'user',
        assets: [
          bare(paper(uploading)),
          bare(paper(working('Reading the pages', 0.45))),
          bare(paper(failed('The pages could not be read. The document itself is safe.'))),
        ],
      },
      {
        from: 'user',
        assets: [
          bare(paper(unscanned)),
          bare(paper(quarantined)),
          bare(paper(expired)),
          bare(paper({ preview_note: 'Its pages cannot be shown here.' })),
        ],
      },
    ],
  },
  {
    name: 'everything',
    messages: [
      {
        from: 'user',
        text: 'Here is all of it.',
        assets: [file('zip', 'application/zip', 'logs.zip'), voiceNote(), picture(wide), film(hd), paper()],
      },
    ],
  },
];
