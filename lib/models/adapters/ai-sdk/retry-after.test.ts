import { APICallError } from '@ai-sdk/provider';
import { describe, expect, it } from 'vitest';
import { retryAfterOf } from './retry-after';

const failure = (responseHeaders: Record<string, string>, data?: unknown) =>
  new APICallError({ message: '', url: '', requestBodyValues: {}, statusCode: 429, responseHeaders, data });

describe('how long a provider asks to be left alone', () => {
  it('is read from either header, as seconds, milliseconds or a date', () => {
    expect(retryAfterOf(failure({ 'retry-after': '2' }))).toBe(2_000);
    expect(retryAfterOf(failure({ 'retry-after-ms': '150', 'retry-after': '2' }))).toBe(150);
    const now = Date.parse('2026-01-01T00:00:00Z');
    expect(retryAfterOf(failure({ 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }), () => now)).toBe(30_000);
  });

  it("is read from Google's error", () => {
    const details = [
      { '@type': 'QuotaFailure', violations: [] },
      { '@type': 'RetryInfo', retryDelay: '34.4s' },
    ];
    expect(retryAfterOf(failure({}, { error: { code: 429, details } }))).toBe(34_400);
  });

  it('is not known when it is missing, in the past or nonsense', () => {
    expect(retryAfterOf(failure({}))).toBeUndefined();
    expect(retryAfterOf(failure({ 'retry-after': 'soon' }))).toBeUndefined();
    expect(retryAfterOf(failure({ 'retry-after': '-5' }))).toBeUndefined();
    expect(retryAfterOf(new Error('no'))).toBeUndefined();
  });
});
