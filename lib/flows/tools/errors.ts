import { AppError, formatMoney } from '@/lib/kernel';

/** A tool that this installation cannot or may not use now; `reason` is a sentence for people. */
export const toolNotAvailable = (reason: string) =>
  new AppError({ code: 'tools.not_available', kind: 'conflict', publicMessage: reason });

export const invalidParameters = (what: string) =>
  new AppError({
    code: 'tools.invalid_parameters',
    kind: 'invalid',
    publicMessage: `This was not asked for in a way that can be done: ${what}.`,
  });

export const sourceNotFound = () =>
  new AppError({
    code: 'tools.source_not_found',
    kind: 'not_found',
    publicMessage: 'A picture to work on is not here any more, or is not a picture that is ready.',
  });

export const noPicture = () =>
  new AppError({
    code: 'tools.no_picture',
    kind: 'invalid',
    publicMessage: 'There is no picture to work on yet. Attach one, or have one made first.',
  });

export const priceChanged = (before: number, now: number | null) =>
  new AppError({
    code: 'jobs.price_changed',
    kind: 'conflict',
    publicMessage: `You were asked about ${formatMoney(before)}, but by now it costs ${now === null ? 'an amount that is not known' : formatMoney(now)}. Nothing was made. Try again to be asked anew.`,
  });

export const timedOut = (minutes: number) =>
  new AppError({
    code: 'jobs.timed_out',
    kind: 'timeout',
    publicMessage: `This took longer than ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and was given up. Nothing was charged. Try again.`,
    retryable: true,
  });
