import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { overrideEnv } from '@/lib/platform/env';
import { collectAnswer } from '@/tests/support/collect-answer';
import { solidPicture } from '@/tests/support/solid-picture';
import { paceStudio } from '.';

beforeEach(() => {
  overrideEnv({});
  paceStudio(0);
});
afterEach(() => {
  overrideEnv(undefined);
  paceStudio(null);
});

describe('Studio in a conversation', () => {
  it('does not take a picture it drew before for a photo just sent', async () => {
    const bytes = await solidPicture('#2e8b57');
    const answer = await collectAnswer('studio/studio', '', {
      messages: [
        { role: 'user', parts: [{ type: 'text', text: 'Draw a fox' }] },
        { role: 'assistant', parts: [{ type: 'image', mediaType: 'image/png', bytes }] },
        { role: 'user', parts: [{ type: 'text', text: 'Hello' }] },
      ],
    });
    expect(answer.text).toMatch(/^Hello! Strand is working/);
    expect(answer.files).toHaveLength(0);
  });

  it('introduces itself once in a conversation', async () => {
    const first = await collectAnswer('studio/studio', 'hello');
    expect(first.text).toContain('OPENAI_API_KEY');
    const second = await collectAnswer('studio/studio', '', {
      messages: [
        { role: 'user', parts: [{ type: 'text', text: 'hello' }] },
        { role: 'assistant', parts: [{ type: 'text', text: first.text }] },
        { role: 'user', parts: [{ type: 'text', text: 'count to 3' }] },
      ],
    });
    expect(second.text).toMatch(/^1, 2, 3\./);
    expect(second.text).toContain('not a model');
    expect(second.text).not.toContain('OPENAI_API_KEY');
  });
});
