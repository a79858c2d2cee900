import type { z } from 'zod';

export type Issue = z.core.$ZodIssue;

/** Of several complaints the first, and of a choice between shapes the one that came furthest: that was meant. */
export function deepestIssue(issues: readonly Issue[], prefix: PropertyKey[] = []): Issue {
  const [first] = issues;
  if (!first) throw new Error('A refusal has a reason.');
  const path = [...prefix, ...first.path];
  if (first.code !== 'invalid_union') return { ...first, path };
  const [best] = first.errors
    .filter((branch) => branch.length > 0)
    .map((branch) => deepestIssue(branch, path))
    .sort((a, b) => b.path.length - a.path.length);
  return best && (best.path.length > path.length || best.code === 'unrecognized_keys')
    ? best
    : { ...first, path };
}

/** What is wrong and with what, in one sentence. */
export function sayIssue(issue: Issue): string {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') return `${nameOf([...path, issue.keys[0] ?? ''])} is not known.`;
  if (issue.code === 'invalid_key') return `${nameOf(path)} ${issue.issues[0]?.message ?? 'is no name'}.`;
  return `${nameOf(path)} ${sayProblem(issue).replace(/\.$/, '')}.`;
}

const nameOf = (path: PropertyKey[]) => (path.length === 0 ? 'The file' : path.map(String).join('.'));

function sayProblem(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `must be ${oneOf(issue.values.map(String))}`;
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? 'is missing'
        : `must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return issue.origin === 'string' ? 'must not be empty' : `must be ${String(issue.minimum)} or more`;
    case 'invalid_union':
      return 'is none of what can be written here';
    default:
      return issue.message;
  }
}

const oneOf = (values: string[]) => values.join(', ').replace(/, ([^,]*)$/, ' or $1');

const kinds: Record<string, string> = {
  object: 'a group of names and values',
  record: 'a group of names and values',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};
