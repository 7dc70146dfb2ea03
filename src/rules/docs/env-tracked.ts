import type { FileEdit } from '../../edit/edit.js';
import { isIgnored, lastMatch, type IgnoreOperation } from '../../edit/ignore/index.js';
import type { Extension } from '../../extension/model.js';
import type { Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { filledFile } from './deployment/compose-commands.js';
import { FILLED, TEMPLATE, templateOf } from './environment/names.js';

const IGNORE = '.gitignore';
const NEAR = /^\/?\.env/;

/** `.env.*` is in most ignore files, and takes the template with it. */
export const envTracked: Rule = {
  meta: {
    id: 'env-tracked',
    aspect: 'docs',
    severity: 'error',
    fix: 'safe',
    title: `Git tracks ${TEMPLATE} and ignores ${FILLED}`,
    failureTitle: `Git does not track ${TEMPLATE}, or does not ignore ${FILLED}`,
    why: 'A template that git ignores reaches nobody, and secrets that it does not ignore reach everybody.',
  },

  check(extension) {
    if (extension.variables.length === 0 && !extension.files.has(templateOf(extension))) {
      return { status: 'not-applicable', reason: 'the extension reads no environment variable' };
    }
    return verdict(faults(extension).map(({ finding }) => finding));
  },

  fix(extension) {
    if (extension.variables.length === 0 && !extension.files.has(templateOf(extension))) return [];
    const operations = faults(extension).flatMap(({ operation }) => operation ?? []);
    if (operations.length === 0) return [];
    return [{ summary: `complete ${IGNORE}`, edits: [editOf(extension, operations)] }];
  },
};

interface Fault {
  readonly finding: Finding;
  /** Undefined where a person decided otherwise. */
  readonly operation: IgnoreOperation | undefined;
}

function faults(extension: Extension): Fault[] {
  const filled = filledFile(extension);
  const template = templateOf(extension);
  const text = extension.files.get(IGNORE)?.text;
  const found: Fault[] = [];
  if (text !== undefined && isIgnored(text, template)) {
    const line = (lastMatch(text, template)?.index ?? 0) + 1;
    const message = `This pattern makes git ignore ${template}: nobody gets it.`;
    found.push({
      finding: { file: IGNORE, line, column: 1, message },
      operation: { op: 'track', path: template },
    });
  }
  if (text === undefined || !isIgnored(text, filled)) found.push(exposed(extension, text, filled));
  return found;
}

function exposed(extension: Extension, text: string | undefined, filled: string): Fault {
  const match = text === undefined ? undefined : lastMatch(text, filled);
  const operation: IgnoreOperation = { op: 'ignore', path: filled, near: NEAR };
  if (match !== undefined) {
    const message = `This line makes git track ${filled}, which has the secrets in it: remove it.`;
    const finding = { file: IGNORE, line: match.index + 1, column: 1, message };
    return { finding, operation: undefined };
  }
  const file = text === undefined ? extension.manifest.file : IGNORE;
  const message =
    text === undefined
      ? `There is no ${IGNORE}: git would take ${filled} with its secrets.`
      : `No pattern makes git ignore ${filled}, which will have secrets in it.`;
  return { finding: { file, line: 1, column: 1, message }, operation };
}

function editOf(extension: Extension, operations: readonly IgnoreOperation[]): FileEdit {
  if (extension.files.has(IGNORE)) return { kind: 'ignore', file: IGNORE, operations };
  return { kind: 'create', file: IGNORE, text: `${filledFile(extension)}\n` };
}
