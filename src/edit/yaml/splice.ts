import type { Span } from './refusal.js';

/** The replacement of `text.slice(start, end)` by `insert`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/** A changed range of the current text and the range of the original text it stands for. */
export interface Hunk extends Span {
  readonly oldStart: number;
  readonly oldEnd: number;
}

/** Orders splices by place; those at one place keep the order they were made in. */
export function inOrder(splices: readonly Splice[]): Splice[] {
  return [...splices].sort((a, b) => a.start - b.start);
}

/** Whether two splices (in order) claim the same bytes. */
export function overlap(splices: readonly Splice[]): boolean {
  return splices.some((splice, i) => splice.start < (splices[i - 1]?.end ?? 0));
}

/** The text with all splices (in order, not overlapping) made. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const splice of splices) {
    parts.push(text.slice(at, splice.start), splice.insert);
    at = splice.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** The hunks against the original after `splices` (in order) were made on top of `hunks`. */
export function compose(hunks: readonly Hunk[], splices: readonly Splice[]): Hunk[] {
  const result: Hunk[] = [];
  let next = 0;
  let oldShift = 0; // original offset - current offset, behind the hunks consumed so far
  let newShift = 0; // offset in the new text - current offset, behind the splices consumed so far
  let i = 0;
  while (next < hunks.length || i < splices.length) {
    // Collect one cluster of hunks and splices that touch each other in the current text.
    const hunk = hunks[next];
    const splice = splices[i];
    const start = Math.min(hunk?.start ?? Infinity, splice?.start ?? Infinity);
    let end = start;
    const oldStart = start + oldShift;
    const newStart = start + newShift;
    for (;;) {
      const nextHunk = hunks[next];
      const nextSplice = splices[i];
      if (nextHunk !== undefined && nextHunk.start <= end) {
        end = Math.max(end, nextHunk.end);
        oldShift = nextHunk.oldEnd - nextHunk.end;
        next += 1;
      } else if (nextSplice !== undefined && nextSplice.start <= end) {
        end = Math.max(end, nextSplice.end);
        newShift += nextSplice.insert.length - (nextSplice.end - nextSplice.start);
        i += 1;
      } else break;
    }
    result.push({ start: newStart, end: end + newShift, oldStart, oldEnd: end + oldShift });
  }
  return result;
}

/** Whether `before` and `after` are the same, byte for byte, outside the hunks. */
export function untouchedOutside(before: string, after: string, hunks: readonly Hunk[]): boolean {
  let old = 0;
  let now = 0;
  for (const hunk of hunks) {
    if (before.slice(old, hunk.oldStart) !== after.slice(now, hunk.start)) return false;
    old = hunk.oldEnd;
    now = hunk.end;
  }
  return before.slice(old) === after.slice(now);
}
