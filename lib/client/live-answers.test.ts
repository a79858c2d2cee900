import { describe, expect, it } from 'vitest';
import { applyChunks, type StreamEvent } from './live-answers';

const nothing = { text: '', reasoning: '', status_label: null, assets: [], after: 0 };
const said = (seq: number, delta: string): StreamEvent => ({
  seq,
  chunk: { type: 'text-delta', id: '1', delta },
});

describe('applying the chunks of an answer', () => {
  it('ends in the same text however often parts are replayed', () => {
    const all = [said(1, 'a'), said(2, 'b'), said(3, 'c')];
    const once = applyChunks(nothing, all);
    expect(once).toMatchObject({ text: 'abc', after: 3 });
    expect(applyChunks(applyChunks(nothing, all.slice(0, 2)), all)).toEqual(once);
    expect(applyChunks(once, all)).toEqual(once);
  });

  it('shows a step in words until text comes', () => {
    const status: StreamEvent = {
      seq: 1,
      chunk: { type: 'data-status', data: { label: 'Drawing' }, transient: true },
    };
    const working = applyChunks(nothing, [status]);
    expect(working.status_label).toBe('Drawing');
    expect(applyChunks(working, [said(2, 'x')]).status_label).toBeNull();
  });
});
