import { expect, it } from 'vitest';
import { toStorableText } from './storable-text';

it('leaves whole characters alone and takes out what PostgreSQL refuses', () => {
  expect(toStorableText('Grüße 👋🏽 \n\t')).toBe('Grüße 👋🏽 \n\t');
  expect(toStorableText('a\0b\ud83dc\udc4b')).toBe('ab\ufffdc\ufffd');
});
