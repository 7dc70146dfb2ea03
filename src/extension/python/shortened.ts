import { lastNotAbove } from './search.js';

/** A part of a text, and what stands in its place. */
export interface Cut {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A shorter text, and where its offsets are in the whole one. */
export interface Shortened {
  readonly text: string;
  original(offset: number): number;
}

/**
 * The text with parts of it cut out; of parts that overlap, the one that starts first. Parsing is most
 * of the time code takes to read, and most code says nothing about what it is read for.
 */
export function shorten(text: string, cuts: readonly Cut[]): Shortened {
  let result = '';
  let copied = 0;
  const shifts: { at: number; by: number }[] = [];
  for (const { start, end, text: stub } of [...cuts].sort((a, b) => a.start - b.start)) {
    if (start < copied) continue;
    result += text.slice(copied, start) + stub;
    copied = end;
    shifts.push({ at: result.length, by: copied - result.length });
  }
  const starts = shifts.map(({ at }) => at);
  return {
    text: result + text.slice(copied),
    original: (offset) => offset + (shifts[lastNotAbove(starts, offset)]?.by ?? 0),
  };
}
