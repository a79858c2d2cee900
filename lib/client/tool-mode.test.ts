import { expect, it } from 'vitest';
import { toToolCall } from './tool-mode';

it('puts the words where the tool takes them, beside what was chosen', () => {
  expect(toToolCall({ id: 'generate_image', parameters: { style: 'minimal' } }, ' a fox ')).toEqual({
    id: 'generate_image',
    parameters: { style: 'minimal', prompt: 'a fox' },
  });
  expect(toToolCall({ id: 'speak', parameters: {} }, 'hello').parameters).toEqual({ text: 'hello' });
  expect(toToolCall({ id: 'search_web', parameters: {} }, 'foxes').parameters).toEqual({ query: 'foxes' });
});

it('takes new words in place of those it had', () => {
  const call = { id: 'edit_image' as const, parameters: { prompt: 'make it blue', images: ['p'] } };
  expect(toToolCall(call, 'make it red').parameters).toEqual({ prompt: 'make it red', images: ['p'] });
});

it('names a file after its first line, unless it has a title', () => {
  const call = { id: 'make_file' as const, parameters: { format: 'pdf' } };
  expect(toToolCall(call, '# Crew list\n\n- Ada').parameters).toEqual({
    format: 'pdf',
    title: 'Crew list',
    content: '# Crew list\n\n- Ada',
  });
  const titled = { ...call, parameters: { format: 'pdf', title: 'Crew' } };
  expect(toToolCall(titled, 'Ada').parameters).toMatchObject({ title: 'Crew' });
});
