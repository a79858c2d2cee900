import { AppError } from '@/lib/kernel';

export const tooManyPages = (maxPages: number) =>
  new AppError({
    code: 'files.too_many_pages',
    kind: 'too_large',
    publicMessage: `This would be more than ${maxPages} pages, which is the most a PDF made here can have. Make it shorter, or ask for a Markdown file.`,
  });

export const tooLong = () =>
  new AppError({
    code: 'files.too_long',
    kind: 'too_large',
    publicMessage: 'This is too much text for one file. Make it shorter, or split it into several files.',
  });

export const noRows = () =>
  new AppError({
    code: 'files.no_rows',
    kind: 'invalid',
    publicMessage: 'There are no rows to put into the file. Say what each row should hold.',
  });

export const notMade = (cause?: unknown) =>
  new AppError({
    code: 'files.not_made',
    kind: 'unavailable',
    publicMessage: 'The file could not be made. Try again, or ask for a shorter one.',
    retryable: true,
    cause,
  });
