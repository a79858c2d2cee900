// No schemas in this file: the browser loads it first.

/** Longest text of one message, in UTF-16 units. Larger texts belong in a file. */
export const MAX_CONTENT_LENGTH = 100_000;
export const MAX_ATTACHMENTS = 10;
export const MAX_TITLE_LENGTH = 200;
export const DEFAULT_PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 200;
