import { PassThrough, type Readable } from 'node:stream';

/** The same bytes, with failures in the middle translated. Destroying the result closes the source. */
export function translateRead(source: Readable, translate: (error: unknown) => unknown): Readable {
  const result = new PassThrough();
  source.on('error', (error) => result.destroy(translate(error) as Error));
  // Whoever reads later is told too; until then an error that nobody hears would end the process.
  result.on('error', () => undefined);
  result.on('close', () => source.destroy());
  return source.pipe(result);
}
