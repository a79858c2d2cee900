import { spawn } from 'node:child_process';

/** A minute of its plain sound is under three megabytes. */
const MAX_BYTES = 64 * 1024 * 1024;
const TIMEOUT_MS = 60_000;

/**
 * Runs the program without a shell, with an empty environment and the text on its input, and gives what it prints.
 * Throws when it fails, says too much, takes too long, or `signal` ends it.
 */
export function runProgram(
  program: string,
  options: readonly string[],
  { input, signal }: { input: string; signal: AbortSignal },
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, options, {
      env: {} as NodeJS.ProcessEnv,
      stdio: ['pipe', 'pipe', 'ignore'],
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      killSignal: 'SIGKILL',
    });
    const pieces: Buffer[] = [];
    let length = 0;
    child.stdout.on('data', (piece: Buffer) => {
      length += piece.length;
      if (length > MAX_BYTES) child.kill('SIGKILL');
      else pieces.push(piece);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(pieces));
      else reject(new Error(`The program ended with ${code ?? 'a signal'}.`));
    });
    // A program that ends before it read everything is told of by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
