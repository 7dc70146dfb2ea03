import type { Edited } from '../../src/edit/refusal.js';

/**
 * Throws unless a text that was only added to is the old one outside the returned spans, which are in
 * order. Returns whether anything was added.
 */
export function expectAdded(text: string, { text: after, spans }: Edited): boolean {
  let rest = '';
  let at = 0;
  for (const { start, end } of spans) {
    if (start < at || end < start) throw new Error(`spans out of order: ${JSON.stringify(spans)}`);
    rest += after.slice(at, start);
    at = end;
  }
  if (rest + after.slice(at) === text) return after !== text;
  throw new Error(`bytes outside the spans changed: ${JSON.stringify([text, after, spans])}`);
}
