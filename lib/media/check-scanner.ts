import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@/lib/kernel';
import { env } from '@/lib/platform/env';
import { scanner } from './scanner';
import { withSpool } from './spool';

/** The harmless text that scanners call infected by agreement; in two halves, so that they leave this file alone. */
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** Lets the scanner look at a harmless text and at the one that is made for trying scanners out. */
export async function checkScanner(
  signal: AbortSignal,
): Promise<{ status: 'ok' | 'missing' | 'failed'; detail: string; advice?: string }> {
  const configured = scanner();
  if (!configured) {
    return {
      status: 'missing',
      detail: 'none: files are recorded as unscanned',
      advice: 'Run clamd (ClamAV) and set CLAMD_HOST or CLAMD_SOCKET, to have every file scanned.',
    };
  }
  try {
    const version = await configured.readVersion(signal);
    const [harmless, infected] = await withSpool(async (folder) => {
      const [plain, marked] = [path.join(folder, 'plain'), path.join(folder, 'marked')];
      await writeFile(plain, 'harmless words');
      await writeFile(marked, eicar);
      return [await configured.scan(plain, signal), await configured.scan(marked, signal)];
    });
    if (infected.verdict === 'infected' && harmless.verdict === 'clean')
      return { status: 'ok', detail: `${version}, finds the test file` };
    return {
      status: 'failed',
      detail: `${version} answers, but does not tell the test file from a harmless one`,
      advice: 'See that its signatures are there: freshclam fetches them.',
    };
  } catch (error) {
    if (!AppError.isInstance(error)) throw error;
    const held = env().CLAMD_WHEN_DOWN === 'hold' ? 'files are held back' : 'files are refused';
    return {
      status: 'failed',
      detail: `${configured.name} does not answer: ${held} until it does`,
      advice: 'Start clamd, and see that CLAMD_HOST and CLAMD_PORT or CLAMD_SOCKET name it.',
    };
  }
}
