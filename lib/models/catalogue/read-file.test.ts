import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { configSchema } from './config-schema';
import defaults from './defaults.json';
import { readFile } from './read-file';

const shipped = configSchema.parse(defaults);
const read = (text: string) => readFile('models.yaml', text, shipped);
function refusal(text: string): string {
  try {
    read(text);
  } catch (error) {
    return (error as { publicMessage: string }).publicMessage;
  }
  return 'accepted';
}

describe("the operator's file", () => {
  it('changes what it names and leaves the rest as shipped', () => {
    const { config, models } = read(`
consent: { above_usd: 0.5 }
styles:
  noir: { name: Noir, words: black and white with hard shadows }
  cosmic: null
moods: { calm: { words: silence } }
tools: { generate_video: { enabled: false } }
uses: { image: [openai/gpt-image-2] }
aliases: { house: openai/gpt-5, veo_3: { uses: [video], tier: balanced } }
budgets: [{ scope: person, period: day, limit_usd: 0.1 }]
models:
  openai/gpt-5: { hide: true }
  google/gemini-2.5-pro: { price: { output_per_million: 11 } }
`);
    expect(config.consent).toEqual({ above_usd: 0.5, expires_minutes: 30 });
    expect(Object.keys(config.styles)).toEqual(['minimal', 'abstract', 'nature', 'noir']);
    expect(config.moods.calm).toEqual({ name: 'Calm', words: 'silence' });
    expect(config.tools.generate_video).toMatchObject({ enabled: false, consent: 'always', channels: 'all' });
    expect(config.uses.image).toEqual(['openai/gpt-image-2']);
    expect(config.uses.edit).toEqual(shipped.uses.edit);
    expect(config.aliases.house).toBe('openai/gpt-5');
    expect(config.aliases.veo_3).toEqual({ uses: ['video'], tier: 'balanced' });
    expect(config.budgets).toEqual([{ scope: 'person', period: 'day', limit_usd: 0.1 }]);
    expect(models).toEqual({
      'openai/gpt-5': { hide: true },
      'google/gemini-2.5-pro': { price: { output_per_million: 11 } },
    });
  });

  it('may be JSON, or empty', () => {
    expect(read('{\n\t"fallback": "never"\n}').config.fallback).toBe('never');
    expect(read('# nothing yet\n').config).toEqual(shipped);
  });

  it.each([
    ['fallback: never\nstyle: {}', 'line 2: style is not known.'],
    ['consent:\n  above_usd: 1\n  above_eur: 1', 'line 3: consent.above_eur is not known.'],
    ['\nconsent:\n  above_usd: "1"', 'line 3: consent.above_usd must be a number.'],
    ['consent: { above_usd: -1 }', 'line 1: consent.above_usd must be 0 or more.'],
    ['fallback: sometimes', 'line 1: fallback must be automatic, studio or never.'],
    ['version: 2', 'line 1: version must be 1.'],
    [
      'uses:\n  image:\n    - openai/gpt-image-2\n    - dall-e',
      'line 4: uses.image.1 must be written provider/model.',
    ],
    ['uses:\n  paint: []', 'line 2: uses.paint is not known.'],
    ['styles:\n  noir:\n    name: Noir', 'line 2: styles.noir.words is missing.'],
    [
      'styles:\n  "No ir": { name: a, words: b }',
      'line 2: styles.No ir must be written in small letters, digits, _, . and -.',
    ],
    [
      'tools:\n  speak:\n    consent: maybe',
      'line 3: tools.speak.consent must be never, above_threshold or always.',
    ],
    ['tools:\n  sing: {}', 'line 2: tools.sing is not known.'],
    [
      'aliases:\n  a: { uses: [video], tier: best }',
      'line 2: aliases.a.tier must be fast, balanced or quality.',
    ],
    [
      'models:\n  openai/x:\n    price: { per_picture: 1 }',
      'line 3: models.openai/x.price.per_picture is not known.',
    ],
    [
      'models:\n  openai/x:\n    name: X\n    via: language',
      'line 2: models.openai/x.description is missing.',
    ],
    ['budgets:\n  - scope: person\n    limit_usd: 1', 'line 2: budgets.0.period must be day or month.'],
    ['covers: free', 'line 1: covers must be a group of names and values.'],
    [
      'a: [1, 2',
      'line 1: this is neither JSON nor YAML: a bracket, a quotation mark, a colon or a comma is missing or too many, or a line begins with the wrong number of spaces.',
    ],
    ['fallback: never\nfallback: studio', 'line 2: this name is given twice.'],
    ['- 1', 'line 1: The file must be a group of names and values.'],
  ])('is refused with file, line and reason: %j', (text, sentence) => {
    expect(refusal(text)).toBe(`models.yaml, ${sentence}`);
  });

  it('takes a whole new model, and says nothing of fields that were not given', () => {
    const { models } = read(`
models:
  openai/next:
    name: Next
    description: The next one.
    input: { text: true, image: true }
    output: { text: true, image: false }
    via: language
`);
    expect(Object.keys(models['openai/next'] ?? {})).toEqual([
      'name',
      'description',
      'input',
      'output',
      'via',
    ]);
  });

  it('is explained by an example that is right', () => {
    const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/models.md'), 'utf8');
    const { config, models } = read(/```yaml\n(.*?)```/s.exec(page)?.[1] ?? '');
    expect(config.fallback).toBe('studio');
    expect(Object.keys(models)).toContain('local/llama-next');
  });

  it('cannot be a bomb of references', () => {
    const line = (name: string, of: string) => `${name}: &${name} [${Array(9).fill(`*${of}`).join(', ')}]`;
    const names = 'abcdefgh'.split('');
    const bomb = ['a: &a [x, x]', ...names.slice(1).map((name, index) => line(name, names[index] ?? ''))];
    expect(refusal(bomb.join('\n'))).toBe('STRAND_CONFIG holds references that cannot be resolved.');
  });
});
