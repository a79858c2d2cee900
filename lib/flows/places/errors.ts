import { AppError } from '@/lib/kernel';

export const nothingToSay = () =>
  new AppError({
    code: 'speech.nothing_to_say',
    kind: 'invalid',
    publicMessage: 'There are no words in this message that could be read aloud.',
  });

export const onlyAnswers = () =>
  new AppError({
    code: 'speech.only_answers',
    kind: 'invalid',
    publicMessage: 'Only answers are read aloud.',
  });
