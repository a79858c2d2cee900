import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Upload } from './upload';

it('a file that is not there ends no process, and is told when it is read', async () => {
  const upload = new Upload({ file: '/nowhere/at/all' });
  await sleep(20);
  await expect(upload.readFirstBlock()).rejects.toMatchObject({ code: 'media.interrupted' });
});
