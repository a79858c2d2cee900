import { describe, expect, it } from 'vitest';
import { catalogueModelSchema, type ModelLimits } from './catalogue';
import type { Offer } from './configured-models';
import { type OrderSize, withinLimits } from './within-limits';

const offer = (name: string, limits: ModelLimits = {}): Offer =>
  ({
    model: catalogueModelSchema.parse({
      ...{ id: `test/${name.toLowerCase()}`, name, description: name, via: 'image', limits },
      ...{ input: { text: true, image: true }, output: { text: false, image: true } },
    }),
  }) as Offer;
const namesOf = (offers: Offer[]) => offers.map(({ model }) => model.name);
const roomy = offer('Roomy');

describe('an order', () => {
  it.each<[string, ModelLimits, OrderSize, string]>([
    ['letters', { prompt_characters: 4_000 }, { characters: 4_001 }, '4,000 characters'],
    ['pictures', { images: 1 }, { pictureBytes: [9, 9] }, '1 picture'],
    ['bytes of a picture', { image_bytes: 7_000_000 }, { pictureBytes: [9, 7_000_001] }, '7 MB of a picture'],
    ['minutes', { audio_seconds: 1_500 }, { durationSeconds: 1_501 }, '25 minutes of a recording'],
    ['bytes of sound', { audio_bytes: 14_000_000 }, { soundBytes: 15_000_000 }, '14 MB of a recording'],
  ])(
    'of too many %s goes to somebody who takes it, or is refused with what is taken',
    (_, limits, size, most) => {
      const small = offer('Small', limits);
      expect(namesOf(withinLimits([small, roomy], size, false))).toEqual(['Roomy']);
      const refused = {
        code: 'models.too_much',
        message: expect.stringContaining(`Small takes at most ${most}.`),
      };
      expect(() => withinLimits([small], size, false)).toThrow(expect.objectContaining(refused));
      // Who was asked for by name is not replaced.
      expect(() => withinLimits([small, roomy], size, true)).toThrow(expect.objectContaining(refused));
    },
  );

  it('that is just as large as what is taken goes through', () => {
    const exact = offer('Exact', { prompt_characters: 10, images: 1, image_bytes: 5 });
    const size = { characters: 10, pictureBytes: [5] };
    expect(namesOf(withinLimits([exact, roomy], size, true))).toEqual(['Exact', 'Roomy']);
  });
});
