import { expect, it } from 'vitest';
import { guessLanguage } from './guess-language';

it.each([
  ['The lake is calm.', ['de-AT', 'en'], 'de-AT'],
  ['The lake is calm.', ['el', 'en-GB'], 'en-GB'],
  ['Ήρεμη λίμνη', ['en'], 'el'],
  ['Спокойное озеро', ['en', 'uk'], 'uk'],
  ['Спокойное озеро', ['en'], 'ru'],
  ['البحيرة هادئة', ['fa-IR'], 'fa-IR'],
  ['静かな湖です', ['en'], 'ja'],
  ['平静的湖', ['en', 'zh-Hant'], 'zh-Hant'],
  ['A word of Greek, λίμνη, in an English sentence that goes on.', ['en'], 'en'],
  ['123', [], 'en'],
])('reads %j with %j in %s', (text, preferred, language) => {
  expect(guessLanguage(text, preferred)).toBe(language);
});
