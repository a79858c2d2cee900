import { parseArgs } from 'node:util';
import { z } from 'zod';
import { AppError } from '@/lib/kernel';
import type { Command } from './command';
import { commands } from './commands';
import { usage } from './usage';

type Terminal = { print(line: string): void; complain(line: string): void };

/** Runs one command of the administrator. Returns the exit code: 0, or 1 after one sentence about what is wrong. */
export async function runAdmin(args: string[], terminal: Terminal): Promise<number> {
  if (args.length === 0 || args.includes('--help') || args.includes('-h') || args[0] === 'help') {
    terminal.print(usage);
    return 0;
  }
  try {
    terminal.print(JSON.stringify(await runCommand(args)));
    return 0;
  } catch (error) {
    terminal.complain(explain(error));
    return 1;
  }
}

async function runCommand(args: string[]): Promise<unknown> {
  const words = args.slice(0, 2).filter((word) => !word.startsWith('--'));
  const [name, rest] = [words.join(' '), args.slice(words.length)];
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw usageError(`There is no command "${name}"`);
  return command.run(readValues(rest, command));
}

function readValues(args: string[], { options, words = [] }: Command) {
  const { values, positionals } = parse(args, options, words.length > 0);
  const [extra] = positionals.slice(words.length);
  if (extra !== undefined) throw usageError(`"${extra}" is one word too many`);
  return { ...values, ...Object.fromEntries(positionals.map((word, index) => [words[index], word])) };
}

function parse(args: string[], options: Command['options'], allowPositionals: boolean) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals });
  } catch (error) {
    // Node's first sentence says what is wrong; the rest is advice for programmers.
    throw usageError((error as Error).message.split('. ')[0] ?? '');
  }
}

function explain(error: unknown): string {
  if (AppError.isInstance(error)) return error.publicMessage;
  if (error instanceof z.ZodError) return explainIssue(error.issues[0]);
  if (error instanceof Error) return `That did not work: ${error.message.trim().split('\n').at(-1)}`;
  return 'That did not work.';
}

function explainIssue(issue: z.core.$ZodIssue | undefined): string {
  const name = String(issue?.path[0] ?? '');
  const option = /^[A-Z]/.test(name) ? name : `--${name}`;
  if (issue?.code === 'invalid_type') return `${option} is missing. See npm run admin -- --help.`;
  return `${option}: ${issue?.message ?? 'this value is not valid.'}`;
}

const usageError = (problem: string) =>
  new AppError({
    code: 'admin.usage',
    kind: 'invalid',
    publicMessage: `${problem.replace(/\.$/, '')}. See npm run admin -- --help.`,
  });
