import { AppError } from '@/lib/kernel';

export const nothingToSay = () =>
  new AppError({
    code: 'speech.nothing_to_say',
    kind: 'invalid',
    publicMessage: 'There are no words in this message that could be read aloud.',
  });
