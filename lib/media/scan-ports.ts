/** What a scanner found. Anything but a plain "nothing found" is never clean. */
export type ScanVerdict = { verdict: 'clean' } | { verdict: 'infected'; signature: string };

/**
 * Looks for what is harmful in files. Fails closed: whatever is not a verdict throws `media.scanner_unavailable`,
 * which is retryable, or `media.too_large_to_scan`, which is not.
 */
export interface Scanner {
  /** Which one, and where: for the doctor, never for people who upload. */
  readonly name: string;
  scan(file: string, signal?: AbortSignal): Promise<ScanVerdict>;
  /** What it calls itself, with the age of its signatures. Throws `media.scanner_unavailable`. */
  readVersion(signal?: AbortSignal): Promise<string>;
}
