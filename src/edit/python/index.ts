import type { Edited, Span } from '../refusal.js';
import { insertBlock } from './insert-block.js';
import type { PythonOperation } from './operation.js';

export type { InsertBlock, PythonOperation } from './operation.js';

const BOM = '\uFEFF';

/**
 * Applies operations to a Python module, one after the other. Every byte outside the returned spans
 * stays; throws `EditRefusal` where that cannot be promised.
 */
export function editPython(text: string, operations: readonly PythonOperation[]): Edited {
  const mark = text.startsWith(BOM) ? BOM : '';
  let edited: Edited = { text: text.slice(mark.length), spans: [] };
  for (const operation of operations) edited = apply(edited, operation);
  return {
    text: mark + edited.text,
    spans: edited.spans.map(({ start, end }) => ({
      start: start + mark.length,
      end: end + mark.length,
    })),
  };
}

/** The earlier spans move with the text that is inserted in front of them. */
function apply({ text, spans }: Edited, operation: PythonOperation): Edited {
  const next = insertBlock(text, operation);
  const moved = next.spans.reduce<readonly Span[]>(
    (earlier, { start, end }) => earlier.map((span) => shift(span, start, end - start)),
    spans,
  );
  return {
    text: next.text,
    spans: [...moved, ...next.spans].sort((a, b) => a.start - b.start),
  };
}

function shift({ start, end }: Span, at: number, by: number): Span {
  return start >= at ? { start: start + by, end: end + by } : { start, end };
}
