/** Thrown when the caller stopped the answer: an outcome, not a failure. */
export class AnswerAborted extends Error {
  constructor() {
    super('The answer was stopped.');
    this.name = 'AbortError';
  }
}

/** True when an answer ended because its caller stopped it. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
