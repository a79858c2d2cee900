import { AppError } from '@/lib/kernel';

export const conversationNotFound = () =>
  new AppError({
    code: 'conversation.not_found',
    kind: 'not_found',
    publicMessage: 'This conversation is not here. It may have been deleted.',
  });

export const messageNotFound = () =>
  new AppError({
    code: 'conversation.message_not_found',
    kind: 'not_found',
    publicMessage: 'This message is not here. It may have been deleted.',
  });

export const runNotFound = () =>
  new AppError({
    code: 'conversation.run_not_found',
    kind: 'not_found',
    publicMessage: 'This answer is not here.',
  });

export const parentNotFound = () =>
  new AppError({
    code: 'conversation.parent_not_found',
    kind: 'invalid',
    publicMessage: 'The message you are answering is not in this conversation.',
  });

export const attachmentNotFound = () =>
  new AppError({
    code: 'conversation.attachment_not_found',
    kind: 'not_found',
    publicMessage: 'An attached file is not here any more. Remove it and attach it again.',
  });

export const idTaken = () =>
  new AppError({
    code: 'conversation.id_taken',
    kind: 'conflict',
    publicMessage: 'This id is already in use. Make a new one and send again.',
  });

export const notAFilm = () =>
  new AppError({
    code: 'conversation.not_a_film',
    kind: 'invalid',
    publicMessage: 'Only films of yours can play behind a conversation. One of these is not here any more.',
  });

export const notAPicture = () =>
  new AppError({
    code: 'conversation.not_a_picture',
    kind: 'invalid',
    publicMessage: 'Only a picture of yours can be the cover. This one is not here any more.',
  });
