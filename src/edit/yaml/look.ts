import { isMap, isScalar } from 'yaml';
import { isFlow } from './extent.js';
import type { Look } from './render.js';
import type { Quote } from './scalars.js';
import type { Style } from './style.js';
import { dashIn, quoteOf, stepIn } from './style.js';
import type { MapNode, SeqNode, Tree } from './tree.js';

/** What a new entry of `map` should look like. */
export function lookInMap(tree: Tree, style: Style, map: MapNode): Look {
  if (!isFlow(map)) {
    const step = stepIn(tree, style, map);
    return { ...style, step, dash: dashIn(tree, style, map), want: 'plain', keys: 'plain' };
  }
  // Written like JSON: every key in double quotes, and so every string.
  const json =
    map.items.length > 0 &&
    map.items.every((pair) => isScalar(pair.key) && pair.key.type === 'QUOTE_DOUBLE');
  const quote = json ? 'double' : 'plain';
  return { ...style, want: quote, keys: quote };
}

/** What a new item of `seq` should look like. */
export function lookInSeq(tree: Tree, style: Style, seq: SeqNode): Look {
  const used = new Set<Quote>();
  for (const item of seq.items as readonly unknown[]) addQuote(used, item);
  const [only] = used;
  const alike = used.size === 1 ? only : undefined;
  const last: unknown = seq.items.at(-1);
  // A flow map has no columns to go by, and `{}` or the one in `[a: 1]` not even an entry.
  const sample = isMap(last) && !isFlow(last as MapNode) ? (last as MapNode) : undefined;
  const want = alike ?? (isFlow(seq) && used.size === 0 ? style.flowQuote : quoteIn(sample));
  const steps = sample
    ? { step: stepIn(tree, style, sample), dash: dashIn(tree, style, sample) }
    : {};
  return {
    ...style,
    ...steps,
    want,
    keys: 'plain',
    flowQuote: isFlow(seq) ? want : style.flowQuote,
  };
}

/** The quotes around the strings of a map, where all are written alike. */
function quoteIn(map: MapNode | undefined): Quote {
  const used = new Set<Quote>();
  for (const { value } of map?.items ?? []) addQuote(used, value);
  const [only] = used;
  return used.size === 1 && only !== undefined ? only : 'plain';
}

function addQuote(used: Set<Quote>, node: unknown): void {
  if (isScalar(node) && typeof node.value === 'string') used.add(quoteOf(node.type));
}
