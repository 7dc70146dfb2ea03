import type { Node } from 'yaml';
import { Alias, isPair, Scalar } from 'yaml';
import type { Intended } from './intended.js';

/** Whether the documents of a text are what was intended, each and in order. */
export function matchesAll(intended: Intended, actual: readonly (Node | null)[]): boolean {
  const { roots } = intended;
  if (roots.length !== actual.length) return false;
  return roots.every((node, i) => matches(intended, node, actual[i] ?? null));
}

/**
 * Whether `actual` is exactly what `mine` is to be: the same nodes in the same order, with the same
 * tags, anchors, aliases and scalar styles. A new node (one without a range) has to have its value
 * and no tag.
 */
function matches(intended: Intended, wanted: unknown, actual: unknown): boolean {
  if (wanted === null || actual === null) return wanted === actual;
  if (isPair(wanted)) {
    const { key, value } = intended.pairIn(wanted);
    return (
      isPair(actual) && matches(intended, key, actual.key) && matches(intended, value, actual.value)
    );
  }
  const [mine, other] = [wanted as Node, actual as Node];
  if (mine.constructor !== other.constructor || mine.tag !== other.tag) return false;
  if (anchorOf(mine) !== anchorOf(other)) return false;
  if (mine instanceof Alias) return mine.source === (other as Alias).source;
  if (mine instanceof Scalar) {
    const { source, type, value } = other as Scalar;
    return mine.range ? mine.source === source && mine.type === type : Object.is(mine.value, value);
  }
  const items = intended.itemsIn(mine);
  const { items: others } = other as { items: readonly unknown[] };
  return (
    items.length === others.length && items.every((item, i) => matches(intended, item, others[i]))
  );
}

function anchorOf(node: Node): string | undefined {
  return node instanceof Alias ? undefined : node.anchor;
}
