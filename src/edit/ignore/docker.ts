import { EditRefusal, positionAt } from '../refusal.js';
import type { Splice } from '../yaml/splice.js';
import { linesOf } from './match.js';
import { fits } from './matcher.js';
import type { ExcludeOperation } from './operation.js';

/**
 * True where a .dockerignore keeps a file out of the build context. Unlike git's, its patterns start at
 * the context's root, and a negated one brings back what is below an excluded directory (moby,
 * patternmatcher).
 */
export function isExcluded(text: string, path: string): boolean {
  let excluded = false;
  for (const { text: line } of linesOf(text)) {
    const pattern = line.trim();
    if (pattern === '' || pattern.startsWith('#')) continue;
    const isNegated = pattern.startsWith('!');
    if (excluded === isNegated && excludes(pattern.slice(isNegated ? 1 : 0), path)) {
      excluded = !isNegated;
    }
  }
  return excluded;
}

/** Does this one pattern fit the path, or a directory above it? */
export function excludes(pattern: string, path: string): boolean {
  const anchored = `/${pattern
    .trim()
    .replace(/^\.?\/+/, '')
    .replace(/\/+$/, '')}`;
  return fits(anchored, path);
}

/**
 * Adds a pattern at the end of a .dockerignore, where it has the last word.
 * @throws EditRefusal where the pattern does not keep out what it is for
 */
export function exclude(text: string, { pattern, paths }: ExcludeOperation): readonly Splice[] {
  if (paths.every((path) => isExcluded(text, path))) return [];
  const newline = /\r?\n/.exec(text)?.[0] ?? '\n';
  const isOpen = text !== '' && text !== '\uFEFF' && !text.endsWith('\n');
  // A file that had no newline at its end still has none.
  const inserted = isOpen ? newline + pattern : pattern + newline;
  const changed = text + inserted;
  if (!paths.every((path) => isExcluded(changed, path))) {
    throw new EditRefusal('the pattern does not fit', positionAt(text, text.length), pattern);
  }
  return [{ start: text.length, end: text.length, insert: inserted }];
}
