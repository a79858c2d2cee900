import { describe, expect, it } from 'vitest';
import { type CatalogueModel, catalogueModelSchema } from './catalogue';
import { type Converters, type PlanFile, planInput } from './plan-input';

const model = (name: string, input: Partial<CatalogueModel['input']>, limits = {}) =>
  catalogueModelSchema.parse({
    ...{ id: `test/${name.toLowerCase().replaceAll(' ', '-')}`, name, description: name, via: 'language' },
    input: { text: true, image: false, ...input },
    output: { text: true, image: false },
    limits,
  });

const takesAll = model('All', { image: true, audio: true, video: true, file: true });
const sees = model('Eyes', { image: true });
const blind = model('Words', {});
/** What answers without any key. */
const studio = model('Studio', { image: true });

const helpers: Converters = {
  vision: { id: 'test/eyes', name: 'Eyes' },
  transcription: { id: 'test/whisper', name: 'Whisper' },
};
const none: Converters = { vision: null, transcription: null };

const file = (kind: PlanFile['kind'], change: Partial<PlanFile> = {}): PlanFile => ({
  ...{ assetId: '01900000-0000-7000-8000-000000000001', kind, isPdf: false, bytes: 1_000, seconds: null },
  ...{ pages: null, side: null, sent: { side: null, bytes: 1_000 }, hasDescription: false },
  ...{ transcript: 'none', isSilent: false, moments: 0, textBytes: null, isPreparing: false, isLate: false },
  ...change,
});
const picture = file('image', { side: 800, sent: { side: 800, bytes: 90_000 } });
const sound = file('audio', { seconds: 20 });
const video = file('video', { seconds: 20, moments: 4 });
const pdf = file('document', { isPdf: true, pages: 3, textBytes: 5_000 });
const scan = file('document', { isPdf: true, pages: 3 });
const text = file('document', { textBytes: 500 });
const zip = file('file');

const stepsOf = (answering: CatalogueModel, files: PlanFile[], converters: Converters, hasText = false) =>
  planInput({ model: answering, hasText, files, converters, wanted: null }).steps;
const ways = (steps: { way: string; via: string | null }[]) =>
  steps.map(({ way, via }) => (via ? `${way} by ${via}` : way)).join(', ');

describe('every kind of input × every kind of model', () => {
  it.each([
    // what, the model that takes it, one that only sees, one that only reads, without any key
    ['a picture', picture, 'native', 'native', 'converted by test/eyes', 'native'],
    ['a recording', sound, 'native', 'converted by test/whisper', 'converted by test/whisper', 'impossible'],
    ['a video', video, 'native', 'converted by test/whisper', 'converted by test/eyes', 'converted'],
    ['a PDF', pdf, 'native', 'converted', 'converted', 'converted'],
    ['a scanned PDF', scan, 'native', 'impossible', 'impossible', 'impossible'],
    ['a text file', text, 'converted', 'converted', 'converted', 'converted'],
    ['an archive', zip, 'impossible', 'impossible', 'impossible', 'impossible'],
  ])('%s', (_what, given, taken, seen, read, keyless) => {
    expect(ways(stepsOf(takesAll, [given], helpers))).toBe(taken);
    expect(ways(stepsOf(sees, [given], helpers))).toBe(seen);
    expect(ways(stepsOf(blind, [given], helpers))).toBe(read);
    expect(ways(stepsOf(studio, [given], none))).toBe(keyless);
  });

  it('text alone', () => {
    for (const answering of [takesAll, sees, blind, studio])
      expect(ways(stepsOf(answering, [], none, true))).toBe('native');
  });

  it('several together, each by itself and in order', () => {
    const steps = stepsOf(blind, [picture, sound, pdf, zip], helpers, true);
    expect(steps.map(({ kind }) => kind)).toEqual(['text', 'image', 'audio', 'document', 'file']);
    expect(ways(steps)).toBe(
      'native, converted by test/eyes, converted by test/whisper, converted, impossible',
    );
  });
});

describe('a reason', () => {
  const reason = (answering: CatalogueModel, given: PlanFile, converters = helpers) =>
    stepsOf(answering, [given], converters)[0]?.reason;

  it('names who converts', () => {
    expect(reason(blind, picture)).toBe('Words cannot see; the picture will be described by Eyes.');
    expect(reason(sees, sound)).toBe('Eyes cannot hear; the recording will be written down by Whisper.');
    expect(reason(blind, video)).toBe(
      'Words takes no videos; it is given its moments as described by Eyes and what is said, written down by Whisper.',
    );
  });

  it('says what is missing when nothing can', () => {
    expect(reason(blind, picture, none)).toBe(
      'Words cannot see, and nothing that describes pictures is set up here.',
    );
    expect(reason(sees, sound, none)).toBe(
      'Eyes cannot hear, and nothing that writes down speech is set up here.',
    );
    expect(reason(blind, video, none)).toBe(
      'Words takes no videos, and nothing that could show or tell it is set up here.',
    );
  });

  it('says why a document is not given as it is', () => {
    const two = model('Two', { file: true }, { file_pages: 2 });
    const why = 'The document is too long for Two to be read as it is';
    expect(reason(two, pdf)).toBe(`${why}; it is given the text of the document with marks for its pages.`);
    expect(reason(two, scan)).toBe(`${why}, and nothing in it can be read as text.`);
  });

  it('names nobody for what was made before', () => {
    const described = { ...picture, hasDescription: true };
    expect(ways(stepsOf(blind, [described], none))).toBe('converted');
    expect(ways(stepsOf(sees, [{ ...sound, transcript: 'there' }], none))).toBe('converted');
  });
});

describe('what is too large', () => {
  it.each([
    [
      'a photo that is sent smaller',
      sees,
      { ...picture, side: 4000, sent: { side: 1568, bytes: 1 } },
      'reduced',
    ],
    [
      'a picture of too many pixels',
      model('Tiny', { image: true }, { image_pixels: 600 }),
      picture,
      'reduced',
    ],
    [
      'a picture of too many bytes',
      model('Thin', { image: true }, { image_bytes: 10_000 }),
      picture,
      'reduced',
    ],
    ['a long text', sees, { ...text, textBytes: 900_000 }, 'reduced'],
    [
      'a long recording',
      model('Ears', { audio: true }, { audio_seconds: 10 }),
      sound,
      'converted by test/whisper',
    ],
    [
      'a long film',
      model('Film', { image: true, video: true }, { video_seconds: 5 }),
      video,
      'converted by test/whisper',
    ],
    ['a PDF of many pages', model('Page', { file: true }, { file_pages: 2 }), pdf, 'converted'],
    [
      'a PDF of more than is read at once',
      model('Pages', { file: true }, { context_tokens: 200_000, file_page_tokens: 2_500 }),
      { ...pdf, pages: 61 },
      'converted',
    ],
    ['a PDF of many bytes', takesAll, { ...pdf, sent: { side: null, bytes: 15_000_000 } }, 'converted'],
    [
      'a text longer than a small model reads',
      model('Short', {}, { context_tokens: 8_000 }),
      { ...text, textBytes: 12_000 },
      'reduced',
    ],
  ])('%s', (_what, answering, given, way) => {
    expect(ways(stepsOf(answering, [given], helpers))).toBe(way);
  });

  it('what is too large together, though each by itself is not', () => {
    const of = (given: PlanFile, bytes: number) => ({ ...given, sent: { ...given.sent, bytes } });
    const sounds = Array.from({ length: 3 }, () => of(sound, 6_000_000));
    expect(ways(stepsOf(takesAll, sounds, helpers))).toBe('native, native, converted by test/whisper');
    const pictures = Array.from({ length: 4 }, () => of(picture, 4_500_000));
    expect(ways(stepsOf(takesAll, pictures, helpers))).toBe('native, native, native, reduced');
    const texts = Array.from({ length: 3 }, () => ({ ...text, textBytes: 120_000 }));
    const wide = model('Wide', {}, { context_tokens: 400_000 });
    expect(ways(stepsOf(wide, texts, helpers))).toBe('converted, reduced, impossible');
  });

  it('pictures where the moments of a film took the room', () => {
    const four = model('Four', { image: true }, { images: 4 });
    expect(ways(stepsOf(four, [video, picture], none))).toBe('converted, impossible');
  });

  it('more pictures than the model takes', () => {
    const two = model('Two', { image: true }, { images: 2 });
    expect(ways(stepsOf(two, [picture, picture, picture], helpers))).toBe('native, native, impossible');
  });
});

describe('what is wanted', () => {
  const out = (wanted: Parameters<typeof planInput>[0]['wanted']) =>
    planInput({ model: sees, hasText: false, files: [], converters: none, wanted }).steps[0];

  it('is planned with its maker, or with what is missing', () => {
    const maker = { id: 'test/brush', name: 'Brush' };
    expect(out({ tool: 'generate_image', maker, missing: null })).toMatchObject({
      ...{ kind: 'image', direction: 'out', way: 'native', via: 'test/brush', reason: 'Brush makes it.' },
    });
    expect(out({ tool: 'generate_video', maker: null, missing: 'Add a key.' })).toMatchObject({
      ...{ kind: 'video', direction: 'out', way: 'impossible', via: null, reason: 'Add a key.' },
    });
  });
});
