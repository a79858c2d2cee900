import type { Config } from './config-schema';

type Group = Record<string, unknown>;

/**
 * One configuration laid over another: groups are joined, lists and single values replaced, and what is null is taken
 * away. The result has to be checked.
 */
export function mergeConfig(base: Config, over: object): unknown {
  return merge(base as unknown as Group, over as Group);
}

/** As above, for parts of it. */
export function merge(base: Group, over: Group): Group {
  const merged: Group = { ...base };
  for (const [name, value] of Object.entries(over)) {
    if (value === undefined) continue;
    const before = Object.hasOwn(base, name) ? base[name] : undefined;
    if (value === null) delete merged[name];
    else if (isGroup(value)) merged[name] = isGroup(before) && !isAlias(value) ? merge(before, value) : value;
    else merged[name] = value;
  }
  return merged;
}

/** An alias says where it leads as a whole. */
const isAlias = (value: Group) => 'tier' in value && 'uses' in value;

const isGroup = (value: unknown): value is Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
