import type { Node } from 'yaml';
import { Alias, isPair, Scalar } from 'yaml';

/** Whether the documents of a text are what was intended, each and in order. */
export function matchesAll(
  intended: readonly (Node | null)[],
  actual: readonly (Node | null)[],
): boolean {
  if (intended.length !== actual.length) return false;
  return intended.every((node, i) => matches(node, actual[i] ?? null));
}

/**
 * Whether `actual` is exactly what was intended: the same nodes in the same order, with the same
 * tags, anchors, aliases and scalar styles. A new node (one without a range) has to have its value
 * and no tag.
 */
function matches(intended: unknown, actual: unknown): boolean {
  if (intended === null || actual === null) return intended === actual;
  if (isPair(intended)) {
    return (
      isPair(actual) && matches(intended.key, actual.key) && matches(intended.value, actual.value)
    );
  }
  const [mine, other] = [intended as Node, actual as Node];
  if (mine.constructor !== other.constructor || mine.tag !== other.tag) return false;
  if (anchorOf(mine) !== anchorOf(other)) return false;
  if (mine instanceof Alias) return mine.source === (other as Alias).source;
  if (mine instanceof Scalar) {
    const { source, type, value } = other as Scalar;
    return mine.range ? mine.source === source && mine.type === type : Object.is(mine.value, value);
  }
  const { items: others } = other as { items: readonly unknown[] };
  return (
    mine.items.length === others.length &&
    mine.items.every((item: unknown, i) => matches(item, others[i]))
  );
}

function anchorOf(node: Node): string | undefined {
  return node instanceof Alias ? undefined : node.anchor;
}
