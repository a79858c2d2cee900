import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { translateRead } from './translate-read';

it('a source that breaks before anyone reads ends no process, and whoever reads then is told', async () => {
  const source = new PassThrough();
  const bytes = translateRead(source, () => new Error('the storage is away'));
  source.destroy(new Error('ECONNRESET'));
  await sleep(20);
  await expect(bytes.toArray()).rejects.toThrow('the storage is away');
});
