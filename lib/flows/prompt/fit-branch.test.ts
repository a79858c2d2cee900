import { describe, expect, it } from 'vitest';
import type { BranchMessage } from '@/lib/conversation';
import { roomIn, windowOf } from '@/lib/models';
import { cutToRoom, estimateTokens, roomOf } from './estimate-tokens';
import { countToSummarise, fitBranch, isLong } from './fit-branch';

const branch = (count: number, characters = 40): BranchMessage[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ id: `m${index}`, content: 'x'.repeat(characters), status: 'complete', asset_ids: [] },
    sender_type: index % 2 === 0 ? 'user' : 'agent',
  }));
const ids = (messages: BranchMessage[]) => messages.map(({ id }) => id);
const summary = (uptoMessageId: string) => ({ uptoMessageId, coveredMessages: 3, content: 'In short.' });

describe('tokens', () => {
  it('are about a quarter of the letters, and as many as the signs where each is a word', () => {
    expect(estimateTokens('a'.repeat(400))).toBe(100);
    expect(estimateTokens('字'.repeat(400))).toBe(400);
    expect(estimateTokens('')).toBe(0);
  });
});

describe('room', () => {
  it('is taken by letters, and three times by signs that may each be a token', () => {
    expect(roomOf('abc')).toBe(3);
    expect(roomOf('字字')).toBe(6);
    expect(cutToRoom('abcdef', 4)).toBe('abcd');
    expect(cutToRoom('字字字', 7)).toBe('字字');
  });

  it('that a text was given by its bytes holds all of it', () => {
    for (const text of ['plain', 'grüße', 'Здравствуйте', '你好，世界', 'a 👋🏽 b', 'مرحبا'])
      expect(cutToRoom(text, Buffer.byteLength(text))).toBe(text);
    expect(cutToRoom('ab👋', 4)).toBe('ab');
  });
});

describe('a branch', () => {
  it('goes along whole when there is room', () => {
    const all = branch(10);
    expect(fitBranch(all, null, 10_000)).toEqual({ summary: null, kept: all });
  });

  it('gives up its oldest messages first, and never the one to answer', () => {
    const all = branch(10);
    expect(ids(fitBranch(all, null, 14 * 3).kept)).toEqual(['m7', 'm8', 'm9']);
    expect(ids(fitBranch(branch(2, 100_000), null, 10).kept)).toEqual(['m1']);
  });

  it('gives up older messages for the files of newer ones', () => {
    const files = new Map([['m9', 14 * 5]]);
    expect(ids(fitBranch(branch(10), null, 14 * 8, files).kept)).toEqual(['m7', 'm8', 'm9']);
    expect(ids(fitBranch(branch(10), null, 14 * 2, files).kept)).toEqual(['m9']);
  });

  it('begins after what its summary covers', () => {
    const fitted = fitBranch(branch(6), summary('m2'), 10_000);
    expect(fitted.summary?.uptoMessageId).toBe('m2');
    expect(ids(fitted.kept)).toEqual(['m3', 'm4', 'm5']);
  });

  it('does not use the summary of another branch', () => {
    const fitted = fitBranch(branch(3), summary('elsewhere'), 10_000);
    expect(fitted).toMatchObject({ summary: null });
    expect(fitted.kept).toHaveLength(3);
  });

  it('is long by its number of messages, or by its share of what the model reads', () => {
    expect(isLong(branch(79), windowOf(null))).toBe(false);
    expect(isLong(branch(80), windowOf(null))).toBe(true);
    expect(isLong(branch(4, 4_000), 8_000)).toBe(false);
    expect(isLong(branch(5, 4_000), 8_000)).toBe(true);
  });

  it('keeps its newest messages when the older ones are summarised', () => {
    expect(countToSummarise(branch(100), windowOf(null))).toBe(60);
    // Of few long ones, those that fill a third of what the model reads.
    expect(countToSummarise(branch(10, 4_000), 10_000)).toBe(8);
    expect(countToSummarise(branch(1, 400_000), 1_000)).toBe(0);
  });

  it('leaves room for the answer', () => {
    expect(roomIn(8_000)).toBe(6_000);
  });
});
