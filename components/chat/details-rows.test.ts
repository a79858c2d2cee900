import { expect, it } from 'vitest';
import type { Message } from '@/lib/contracts';
import { detailsOf } from './details-rows';

const message = (change: Partial<Message>): Message =>
  ({
    sender_type: 'agent',
    sender_channel: 'web',
    media_urls: [],
    jobs: [],
    metadata: { model_used: 'm' },
    created_at: '2026-11-20T10:00:00.000Z',
    ...change,
  }) as Message;
const rowsOf = (given: Message) => Object.fromEntries(detailsOf(given, (id) => id.toUpperCase()));

it('says what the words and the media cost, and what was sent', () => {
  const rows = rowsOf(
    message({
      jobs: [{ cost_micros: 600_000 }, { cost_micros: null }, { cost_micros: 40_000 }] as Message['jobs'],
      metadata: {
        model_used: 'm',
        cost_micros: 1_200,
        usage: { input_tokens: 1200, output_tokens: 80 },
        context: { tokens: 12_400, limit_tokens: 128_000, messages: 1, summarised_messages: 30 },
      },
    }),
  );
  expect(rows).toMatchObject({
    'Written by': 'M',
    'Cost of words': '$0.0012',
    'Cost of media': '$0.64',
    'Tokens read': (1200).toLocaleString(),
    Context: `About ${(12_400).toLocaleString()} of ${(128_000).toLocaleString()} tokens, 1 message in full, 30 summarised`,
  });
});

it('leaves out what is not known', () => {
  expect(Object.keys(rowsOf(message({})))).toEqual(['Written by', 'When']);
  expect(rowsOf(message({ sender_type: 'user' }))).toMatchObject({ 'Came through': 'This app' });
});
