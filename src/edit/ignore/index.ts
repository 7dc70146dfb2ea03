import { inSteps } from '../in-steps.js';
import { EditRefusal, positionAt, type Edited } from '../refusal.js';
import type { Splice } from '../yaml/splice.js';
import { isIgnored, lastMatch, linesOf } from './match.js';
import type { Line } from './match.js';
import { exclude } from './docker.js';
import type { IgnoreOperation } from './operation.js';

export type { IgnoreOperation } from './operation.js';
export { excludes, isExcluded } from './docker.js';
export { isIgnored, lastMatch } from './match.js';

/**
 * Makes git ignore a file beside the .gitignore, or track it, or Docker leave it out, by one added line. Every other byte
 * stays, and a file that is treated as wanted already is not changed.
 * @throws EditRefusal where another line has the last word
 */
export function editIgnore(text: string, operations: readonly IgnoreOperation[]): Edited {
  return inSteps(text, operations, decide);
}

/** Below other exceptions to the same pattern, with what is said of them. */
function lastException(lines: readonly Line[], pattern: number): number {
  let last = pattern;
  for (let at = pattern + 1; /^[!#]/.test(lines[at]?.text ?? ''); at += 1) {
    if (lines[at]?.text.startsWith('!') === true) last = at;
  }
  return last;
}

function decide(text: string, operation: IgnoreOperation): readonly Splice[] {
  if (operation.op === 'exclude') return exclude(text, operation);
  const { op, path, near } = operation;
  const ignored = op === 'ignore';
  if (isIgnored(text, path) === ignored) return [];
  const match = lastMatch(text, path);
  const lines = linesOf(text);
  const found = match?.index ?? lines.findLastIndex((line) => near?.test(line.text) === true);
  const beside = ignored ? found : lastException(lines, found);
  const offset = lines[beside]?.end ?? text.length;
  const newline = /\r?\n/.exec(text)?.[0] ?? '\n';
  const pattern = ignored ? path : `!${path}`;
  const above = text.slice(0, offset);
  const isOpen = above !== '' && above !== '\uFEFF' && !above.endsWith('\n');
  // A file that had no newline at its end still has none.
  const inserted = isOpen ? newline + pattern : pattern + newline;
  const changed = above + inserted + text.slice(offset);
  if (isIgnored(changed, path) !== ignored) {
    throw new EditRefusal(
      'a later line has the last word on this file',
      positionAt(text, offset),
      pattern,
    );
  }
  return [{ start: offset, end: offset, insert: inserted }];
}
