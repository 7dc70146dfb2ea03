import { parseDotenv, type DotenvEntry } from '../../edit/dotenv/parse.js';
import { positionAt } from '../../edit/refusal.js';
import type { Variable } from '../../extension/environment/model.js';
import type { Extension, SourceFile } from '../../extension/model.js';
import type { Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { isMentioned } from './environment/state.js';
import { TEMPLATE, templateOf } from './environment/names.js';
import { additions, templateEntries, templateText } from './environment/template.js';

/** Who deploys has to know what may be set, and what has to be. */
export const envTemplate: Rule = {
  meta: {
    id: 'env-template',
    aspect: 'docs',
    severity: 'warning',
    fix: 'safe',
    title: `Every variable is listed in ${TEMPLATE}`,
    failureTitle: `${TEMPLATE} does not list every variable`,
    why: 'Whoever deploys the extension has to find its settings in the source code otherwise.',
  },

  check(extension) {
    const file = extension.files.get(templateOf(extension));
    const { variables } = extension;
    if (variables.length === 0 && file === undefined) {
      return { status: 'not-applicable', reason: 'the extension reads no environment variable' };
    }
    if (file === undefined) return verdict(absent(variables));
    const missing = missingVariables(extension, file).map((each) => notListed(each, file.path));
    if (missing.length > 0) return verdict([...missing, ...stale(extension, file)]);
    const left = stale(extension, file);
    return left.length > 0 ? { status: 'manual', findings: left } : { status: 'pass' };
  },

  fix(extension) {
    const file = extension.files.get(templateOf(extension));
    if (file === undefined) {
      if (extension.variables.length === 0) return [];
      const text = templateText(extension);
      const edit = { kind: 'create', file: TEMPLATE, text } as const;
      return [{ summary: `write ${TEMPLATE}`, edits: [edit] }];
    }
    const known = new Set(parseDotenv(file.text).entries.map(({ name }) => name));
    const operations = additions(templateEntries(extension), known);
    if (operations.length === 0) return [];
    const edit = { kind: 'dotenv', file: file.path, operations } as const;
    return [{ summary: `complete ${file.path}`, edits: [edit] }];
  },
};

function absent(variables: readonly Variable[]): Finding[] {
  const names = variables.map(({ name }) => name);
  const place = variables[0]?.readings[0];
  if (place === undefined) return [];
  const count = names.length === 1 ? '1 variable is' : `${names.length} variables are`;
  const message = `There is no ${TEMPLATE}: ${count} read and listed nowhere (${names.join(', ')}).`;
  return [{ file: place.file, ...place.position, message }];
}

function missingVariables({ variables }: Extension, { text }: SourceFile): Variable[] {
  const known = new Set(parseDotenv(text).entries.map(({ name }) => name));
  return variables.filter(({ name }) => !known.has(name));
}

function notListed({ name, readings }: Variable, template: string): Finding {
  const place = readings[0];
  const message = `${name} is read here and not listed in ${template}.`;
  return { file: place?.file ?? template, line: 1, column: 1, ...place?.position, message };
}

/** Listed, and read by nothing any more. A person decides whether it goes. */
function stale(extension: Extension, { path, text }: SourceFile): Finding[] {
  const read = new Set(extension.variables.map(({ name }) => name));
  // A comment in small letters may be a remark of somebody's.
  const isVariable = ({ name, commented }: DotenvEntry): boolean =>
    !commented || name === name.toUpperCase();
  const isStale = (entry: DotenvEntry): boolean =>
    isVariable(entry) && !read.has(entry.name) && !isMentioned(entry.name, extension);
  return parseDotenv(text)
    .entries.filter(isStale)
    .map(({ name, start }) => ({
      file: path,
      ...positionAt(text, start),
      message: `${name} is listed here, and nothing reads it any more: remove it if it has no use.`,
    }));
}
