import { type Document, LineCounter, parseDocument } from 'yaml';
import { AppError } from '@/lib/kernel';
import { catalogueModelSchema } from '../catalogue';
import { type Config, configSchema } from './config-schema';
import { deepestIssue, type Issue, sayIssue } from './issues';
import { locateIssue } from './locate-issue';
import { mergeConfig } from './merge';
import { type ModelOverride, overrideSchema } from './override-schema';

export type { ModelOverride } from './override-schema';

/** The shipped configuration with an operator's file laid over it, and what the file says of models, by id. */
export type ReadConfig = { config: Config; models: Record<string, ModelOverride> };

/**
 * Reads an operator's file, JSON or YAML. Throws an AppError `config.invalid` whose sentence names the file, the line and
 * what is wrong there.
 */
export function readFile(file: string, text: string, shipped: Config): ReadConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const refusal = (offset: number, what: string) =>
    invalidConfig(`${file}, line ${lines.linePos(offset).line}: ${what}`);
  const [broken] = document.errors;
  if (broken) throw refusal(broken.pos[0], sayBroken(broken.code));
  const refuse = (issues: Issue[], prefix: string[] = []): never => {
    const issue = deepestIssue(issues, prefix);
    throw refusal(locateIssue(document, issue), sayIssue(issue));
  };

  const given = overrideSchema.safeParse(toData(document) ?? {});
  if (!given.success) return refuse(given.error.issues);
  const { models = {}, ...override } = given.data;
  for (const [id, model] of Object.entries(models)) {
    const whole = isWhole(model) ? catalogueModelSchema.safeParse(withId(id, model)) : null;
    if (whole && !whole.success) refuse(whole.error.issues, ['models', id]);
  }
  const merged = configSchema.safeParse(mergeConfig(shipped, override));
  // What is given is right in itself, so something is missing beside it: a new style without words.
  if (!merged.success) return refuse(merged.error.issues);
  return { config: merged.data, models };
}

/** Says what a model is by itself, rather than what is different about a known one. */
const isWhole = (model: ModelOverride) => model.via !== undefined && model.name !== undefined;

export function withId(id: string, { hide: _, ...fields }: ModelOverride): object {
  return { id, ...fields };
}

/** References that refer to each other a thousandfold are refused by the parser. */
function toData(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw invalidConfig('STRAND_CONFIG holds references that cannot be resolved.', error);
  }
}

export const invalidConfig = (sentence: string, cause?: unknown) =>
  new AppError({ code: 'config.invalid', kind: 'invalid', publicMessage: sentence, cause });

/** The parser's complaints in our words. */
function sayBroken(code: string): string {
  if (code === 'DUPLICATE_KEY') return 'this name is given twice.';
  if (code === 'TAB_AS_INDENT') return 'lines must begin with spaces, not with tabs.';
  return 'this is neither JSON nor YAML: a bracket, a quotation mark, a colon or a comma is missing or too many, or a line begins with the wrong number of spaces.';
}
