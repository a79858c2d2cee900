import { receiveUpload } from '@/lib/flows/receive-upload';
import { makeTone } from './tone';

/*
 * A program that uploads recordings as the web process does, four at a time, and prints the id of each that was
 * acknowledged: for tests that kill it. Arguments: whose they are, how many.
 */
const [ownerId = '', count = '0'] = process.argv.slice(2);

let next = 0;
const uploadRest = async () => {
  while (next < Number(count)) {
    const index = next++;
    const bytes = makeTone({ seconds: 0.4, hertz: 200 + Math.random() * 2_000 });
    const asset = await receiveUpload({
      ownerId,
      body: new Blob([bytes]).stream(),
      declaredType: 'audio/wav',
      filename: `tone ${index}.wav`,
      contentLength: bytes.length,
    });
    process.stdout.write(`${asset.id}\n`);
  }
};

await Promise.all(Array.from({ length: 4 }, uploadRest));
process.stdout.write('done\n', () => process.exit(0));
