import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { idParamsSchema, sendMessageBodySchema, updateConversationBodySchema } from '.';

const id = '0199A2B3-C4D5-7E6F-8A9B-0C1D2E3F4A5B';

describe('what comes in', () => {
  it('has ids in one way of writing, for they are compared as texts', () => {
    expect(idParamsSchema.parse({ id })).toEqual({ id: id.toLowerCase() });
    const body = sendMessageBodySchema.parse({ id, attachments: [id], parent_id: id });
    expect(body).toMatchObject({
      id: id.toLowerCase(),
      attachments: [id.toLowerCase()],
      parent_id: id.toLowerCase(),
    });
    expect(z.toJSONSchema(idParamsSchema)).toMatchObject({ properties: { id: { format: 'uuid' } } });
  });

  it('has texts that can be kept', () => {
    expect(sendMessageBodySchema.parse({ id, content: 'a\0b\ud800' })).toMatchObject({ content: 'ab\ufffd' });
    expect(sendMessageBodySchema.safeParse({ id, content: ' \0 ' }).success).toBe(false);
    expect(updateConversationBodySchema.parse({ title: ' \0Notes ' })).toEqual({ title: 'Notes' });
    expect(updateConversationBodySchema.safeParse({ title: ' \0' }).success).toBe(false);
  });
});
