import type { Position } from '../../edit/refusal.js';
import { textLines } from '../../edit/text-lines.js';

/**
 * The comment behind a one-line value, without its `#`; undefined where there is none.
 * @param at where the value's key stands
 * @param value the value, as it is written between its quotes
 */
export function trailingComment(text: string, at: Position, value: string): string | undefined {
  const line = textLines(text)[at.line - 1] ?? '';
  const start = line.indexOf(value, at.column);
  if (start < 0) return undefined;
  return /^["']?[\s\]}]*\s#\s*(.*?)\s*$/.exec(line.slice(start + value.length))?.[1];
}
