import { fits } from './matcher.js';

/** A pattern of an ignore file that matches a path. */
export interface MatchingLine {
  /** Counted from 0. */
  readonly index: number;
  /** True for `!pattern`. */
  readonly negated: boolean;
}

/**
 * The last line of a .gitignore that matches a file beside it, which is the one that counts
 * (gitignore(5)); undefined where none does.
 */
export function lastMatch(text: string, path: string): MatchingLine | undefined {
  const lines = linesOf(text);
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const pattern = lines[index]?.text ?? '';
    if (pattern.trim() === '' || pattern.startsWith('#')) continue;
    const negated = pattern.startsWith('!');
    if (fits(negated ? pattern.slice(1) : pattern, path)) return { index, negated };
  }
  return undefined;
}

/** True where git ignores a file beside the .gitignore. */
export function isIgnored(text: string, path: string): boolean {
  return lastMatch(text, path)?.negated === false;
}

/** A line without its end, and where it ends with it. */
export interface Line {
  readonly text: string;
  readonly end: number;
}

/** The lines of an ignore file; git takes a CR in front of the LF for a part of the newline. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  while (start < text.length) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed + 1;
    lines.push({ text: text.slice(start, end).replace(/\r?\n$/, ''), end });
    start = end;
  }
  return lines;
}
