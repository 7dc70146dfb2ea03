import type { LogicalLine } from '../../edit/python/logical-lines.js';
import type { Cut } from './shortened.js';

const COMMENT = /#[^\r\n]*/g;

/** Long strings that are statements of their own. */
export function documentation(text: string, lines: readonly LogicalLine[]): Cut[] {
  return lines.flatMap(({ start, end }) => {
    const quote = text.slice(start, start + 3);
    const isString = quote === '"""' || quote === "'''";
    if (!isString || text.indexOf(quote, start + 3) !== end - 3) return [];
    return [{ start, end, text: '0' }];
  });
}

/** Lines that are comments, between logical ones. */
export function comments(text: string, lines: readonly LogicalLine[]): Cut[] {
  return [{ end: 0 }, ...lines].flatMap(({ end: from }, index) => {
    const to = lines[index]?.start ?? text.length;
    const gap = text.slice(from, to);
    if (!gap.includes('#')) return [];
    return [...gap.matchAll(COMMENT)].map(({ index: at, 0: comment }) => {
      return { start: from + at, end: from + at + comment.length, text: '' };
    });
  });
}
