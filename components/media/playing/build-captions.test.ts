import { expect, it } from 'vitest';
import { buildCaptions } from './build-captions';

it('writes times and words as WebVTT', () => {
  const captions = buildCaptions([
    { start_ms: 0, end_ms: 1_250, text: 'Good morning.' },
    { start_ms: 3_661_005, end_ms: 3_662_000, text: 'Still\nhere' },
  ]);
  expect(captions).toBe(
    'WEBVTT\n\n00:00:00.000 --> 00:00:01.250\nGood morning.\n\n' +
      '01:01:01.005 --> 01:01:02.000\nStill here\n',
  );
});

it('keeps markup and arrows in the words from being read as such', () => {
  const captions = buildCaptions([{ start_ms: 0, end_ms: 1, text: '<b>a</b> --> b & c' }]);
  expect(captions).toContain('&lt;b&gt;a&lt;/b&gt; --&gt; b &amp; c');
});

it('leaves out what is empty or does not last', () => {
  const captions = buildCaptions([
    { start_ms: 0, end_ms: 10, text: '  ' },
    { start_ms: 10, end_ms: 10, text: 'never' },
  ]);
  expect(captions).toBe('WEBVTT\n\n\n');
});
