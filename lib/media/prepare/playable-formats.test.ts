import { describe, expect, it } from 'vitest';
import { type Played, planPlayable } from './playable-formats';

const played = (given: Partial<Played>): Played => ({
  container: null,
  tellsDuration: true,
  videoCodec: null,
  pixelFormat: null,
  audioCodec: null,
  ...given,
});

describe('what is made so that every browser can play it', () => {
  it.each<[string, Partial<Played>]>([
    ['an MP3', { container: 'mp3', audioCodec: 'mp3' }],
    ['a plain WAV', { container: 'wav', audioCodec: 'pcm_s16le' }],
    ['an M4A', { container: 'mp4', audioCodec: 'aac' }],
    [
      'an MP4 of H.264 and AAC',
      { container: 'mp4', videoCodec: 'h264', pixelFormat: 'yuv420p', audioCodec: 'aac' },
    ],
    ['a phone video in MOV', { container: 'quicktime', videoCodec: 'h264', audioCodec: 'aac' }],
    ['a silent WebM of VP9', { container: 'webm', videoCodec: 'vp9', pixelFormat: 'yuv420p' }],
  ])('leaves %s alone', (_, given) => {
    expect(planPlayable(played(given))).toEqual({ do: 'nothing' });
  });

  it.each<[string, Partial<Played>, string]>([
    [
      'a recording of the browser without a duration',
      { container: 'webm', tellsDuration: false, audioCodec: 'opus' },
      'webm',
    ],
    ['a voice note in Ogg', { container: 'ogg', tellsDuration: false, audioCodec: 'opus' }, 'webm'],
    ['bare AAC', { container: 'adts', tellsDuration: false, audioCodec: 'aac' }, 'mp4'],
    ['H.264 in Matroska', { container: 'matroska', videoCodec: 'h264', audioCodec: 'aac' }, 'mp4'],
    ['an MP3 in Matroska', { container: 'matroska', audioCodec: 'mp3' }, 'mp4'],
    ['FLAC in Ogg', { container: 'ogg', audioCodec: 'flac' }, 'flac'],
  ])('puts %s into another container', (_, given, format) => {
    expect(planPlayable(played(given))).toEqual({ do: 'remux', format });
  });

  it.each<[string, Partial<Played>]>([
    ['what cannot be looked into', { audioCodec: 'pcm_s16be' }],
    ['HEVC', { container: 'mp4', videoCodec: 'hevc', audioCodec: 'aac' }],
    ['H.264 of ten bits', { container: 'mp4', videoCodec: 'h264', pixelFormat: 'yuv420p10le' }],
    ['surround sound', { container: 'mp4', videoCodec: 'h264', audioCodec: 'ac3' }],
    ['a telephone WAV', { container: 'wav', audioCodec: 'adpcm_ima_wav' }],
    ['VP8 beside AAC', { container: 'matroska', videoCodec: 'vp8', audioCodec: 'aac' }],
  ])('encodes %s anew', (_, given) => {
    expect(planPlayable(played(given))).toEqual({ do: 'encode' });
  });
});
