import { describe, expect, it } from 'vitest';
import { declareModel } from './declare-model';

describe('a model of the local server', () => {
  it.each([
    ['qwen3:8b', 'language', true, false],
    ['gemma3:4b', 'language', false, true],
    ['llama4:scout', 'language', true, true],
    ['tinyllama', 'language', false, false],
    ['tinyllama=tools', 'language', true, false],
    ['tinyllama=image', 'language', false, true],
  ])('%s is one to talk with', (entry, via, tools, image) => {
    expect(declareModel(entry)).toMatchObject({ via, tools, input: { image }, price: { free: true } });
  });

  it.each([
    ['whisper-large-v3', 'transcription'],
    ['mine=transcription', 'transcription'],
    ['kokoro-82m', 'speech'],
    ['mine=speech', 'speech'],
    ['flux.1-schnell', 'image'],
    ['mine=drawing', 'image'],
  ])('%s is one for %s', (entry, via) => {
    const model = declareModel(entry);
    expect(model.via).toBe(via);
    expect(model.id).toBe(`local/${entry.split('=')[0]}`);
  });
});
