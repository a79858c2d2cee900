import { AppError } from '@/lib/kernel';

export const jobNotFound = () =>
  new AppError({
    code: 'jobs.not_found',
    kind: 'not_found',
    publicMessage: 'This job is not here. It may have been deleted.',
  });

export const consentExpired = () =>
  new AppError({
    code: 'jobs.consent_expired',
    kind: 'conflict',
    publicMessage: 'The time to decide is over, and nothing was made. Ask for it again.',
  });

export const alreadyDecided = () =>
  new AppError({
    code: 'jobs.already_decided',
    kind: 'conflict',
    publicMessage: 'This was decided otherwise before. Ask for it again if you want it.',
  });

export const madeElsewhere = () =>
  new AppError({
    code: 'jobs.in_flight',
    kind: 'conflict',
    publicMessage: 'The same is being made already. It appears in the answer where it was asked for first.',
  });

export const nothingToCancel = () =>
  new AppError({
    code: 'jobs.over',
    kind: 'conflict',
    publicMessage: 'This has ended already.',
  });

export const notToRetry = () =>
  new AppError({
    code: 'jobs.not_to_retry',
    kind: 'conflict',
    publicMessage: 'This did not fail, so there is nothing to try again.',
  });

export const placeGone = () =>
  new AppError({
    code: 'jobs.place_gone',
    kind: 'not_found',
    publicMessage: 'The conversation or answer this was meant for is not here. It may have been deleted.',
  });
