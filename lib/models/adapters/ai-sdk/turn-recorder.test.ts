import { describe, expect, it } from 'vitest';
import { readToolCall } from './read-tool-call';
import { TurnRecorder } from './turn-recorder';

const call = (input: string, providerMetadata?: Record<string, Record<string, string>>) =>
  readToolCall({ type: 'tool-call', toolCallId: 'c1', toolName: 'draw', input, providerMetadata });

describe('the turn a model is to see again', () => {
  it('has thoughts with the signature that came last, words and calls in their order', () => {
    const turn = new TurnRecorder();
    turn.note({ type: 'reasoning-start', id: '0', providerMetadata: { openai: { itemId: 'rs_1' } } });
    turn.note({ type: 'reasoning-delta', id: '0', delta: 'A fox ' });
    turn.note({ type: 'reasoning-delta', id: '0', delta: 'it is.' });
    const signed = { openai: { reasoningEncryptedContent: 'gAAA' } };
    turn.note({ type: 'reasoning-end', id: '0', providerMetadata: signed });
    turn.note({ type: 'text-start', id: '0' });
    turn.note({ type: 'text-delta', id: '0', delta: 'I will draw it.' });
    turn.call(call('{"prompt":"a fox"}', { google: { thoughtSignature: 's' } }));
    expect(turn.toMessage()).toEqual({
      role: 'assistant',
      parts: [
        {
          type: 'reasoning',
          text: 'A fox it is.',
          vendor: { openai: { itemId: 'rs_1', reasoningEncryptedContent: 'gAAA' } },
        },
        { type: 'text', text: 'I will draw it.' },
        {
          type: 'tool-call',
          callId: 'c1',
          tool: 'draw',
          input: { prompt: 'a fox' },
          vendor: { google: { thoughtSignature: 's' } },
        },
      ],
    });
  });

  it('keeps an empty thought only for its signature', () => {
    const turn = new TurnRecorder();
    turn.note({ type: 'text-start', id: '1' });
    turn.note({ type: 'reasoning-start', id: '2' });
    turn.note({ type: 'reasoning-start', id: '3', providerMetadata: { anthropic: { redactedData: 'x' } } });
    expect(turn.toMessage().parts).toEqual([
      { type: 'reasoning', text: '', vendor: { anthropic: { redactedData: 'x' } } },
    ]);
  });
});

describe('a call of a tool', () => {
  it('has no input where nothing was given', () => {
    expect(call('').input).toEqual({});
  });

  it('keeps input that is no JSON as the text it is', () => {
    expect(call('{"prompt":').input).toBe('{"prompt":');
  });
});
