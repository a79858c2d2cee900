import type { ParseArgsConfig } from 'node:util';
import type { z } from 'zod';

type Options = NonNullable<ParseArgsConfig['options']>;

/** One command: what it knows, and what it does with the values. What it returns is printed as JSON. */
export type Command = {
  options: Options;
  /** Names, in capitals, of the words it takes beside options. */
  words?: string[];
  run(values: unknown): Promise<unknown>;
};

export const text = { type: 'string' } as const;

export function command<S extends z.ZodType>(
  options: Options,
  schema: S,
  run: (values: z.output<S>) => Promise<unknown>,
  words: string[] = [],
) {
  return { options, words, run: async (values: unknown) => run(schema.parse(values)) } satisfies Command;
}
