/** What sort of failure it is. One place maps a kind to an HTTP status (lib/platform/http). */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'gone'
  | 'conflict'
  | 'too_large'
  | 'unsupported'
  | 'rate_limited'
  | 'unavailable'
  | 'timeout'
  | 'internal';

export type AppErrorInit = {
  /** Declared by the module that raises it: `media.too_large`. */
  code: string;
  kind: ErrorKind;
  /** One plain sentence for the person: what happened and what to do. Never vendor text. */
  publicMessage: string;
  /** True when the same request may succeed later without change. */
  retryable?: boolean;
  /** How long to wait before the next try, if known. */
  retryAfterMs?: number;
  cause?: unknown;
};

const marker = Symbol.for('strand.app-error');

/** The one error type that crosses module borders. Told apart by a marker, never by message text. */
export class AppError extends Error {
  readonly [marker] = true;
  readonly code: string;
  readonly kind: ErrorKind;
  readonly publicMessage: string;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(init: AppErrorInit) {
    super(`${init.code}: ${init.publicMessage}`, { cause: init.cause });
    this.name = 'AppError';
    this.code = init.code;
    this.kind = init.kind;
    this.publicMessage = init.publicMessage;
    this.retryable = init.retryable ?? false;
    this.retryAfterMs = init.retryAfterMs;
  }

  /** True for an AppError of any copy of this module (bundles may hold several). */
  static isInstance(value: unknown): value is AppError {
    return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[marker] === true;
  }
}
