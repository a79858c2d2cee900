import { expect, it } from 'vitest';
import { bareType, chooseRecordingType, nameRecording } from './recording-type';

it('takes Opus where it can and AAC on Safari', () => {
  expect(chooseRecordingType(() => true)).toBe('audio/webm;codecs=opus');
  expect(chooseRecordingType((type) => type.startsWith('audio/mp4'))).toBe('audio/mp4;codecs=mp4a.40.2');
  expect(chooseRecordingType((type) => type === 'audio/mp4')).toBe('audio/mp4');
  expect(chooseRecordingType(() => false)).toBeUndefined();
});

it.each([
  ['audio/webm;codecs=opus', 'webm'],
  ['audio/mp4', 'm4a'],
  ['audio/ogg; codecs=opus', 'ogg'],
])('names %s by what it holds', (type, ending) => {
  expect(nameRecording(type, new Date(2026, 0, 2, 3, 4))).toBe(`Voice note 2026-01-02 03.04.${ending}`);
});

it('says the type without its parameters', () => {
  expect(bareType('audio/webm;codecs=opus')).toBe('audio/webm');
  expect(bareType('')).toBe('audio/webm');
});
