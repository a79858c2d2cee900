/** Why nothing can be recorded and what to do about it, in words for the person. */
export type MicrophoneProblem = { code: string; message: string };

const sentences = {
  insecure:
    'Recording needs a secure connection. Open this page with an address that begins with https, or on this computer as localhost.',
  unsupported:
    'This browser cannot record sound. Use a current Chrome, Firefox, Edge or Safari, or attach a file.',
  denied:
    'The microphone is blocked for this page. Allow it in the address bar or the site settings, then try again.',
  absent: 'No microphone was found. Connect one, then try again.',
  busy: 'The microphone cannot be used right now; another app may have it. Close that one, then try again.',
  unknown: 'The recording could not be started. Try again, or attach a file.',
};

export type ProblemCode = keyof typeof sentences;

export const problemOf = (code: ProblemCode): MicrophoneProblem => ({ code, message: sentences[code] });

/** A browser's error as a sentence. */
export function toMicrophoneProblem(error: unknown): MicrophoneProblem {
  switch ((error as Partial<Error> | null)?.name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
    case 'SecurityError':
      return problemOf('denied');
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
      return problemOf('absent');
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return problemOf('busy');
    case 'NotSupportedError':
      return problemOf('unsupported');
    default:
      return problemOf('unknown');
  }
}
