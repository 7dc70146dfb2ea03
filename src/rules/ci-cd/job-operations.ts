import { isMap, isPair, isScalar, isSeq, parseDocument, type Node, type Pair } from 'yaml';
import type { Route, YamlOperation, YamlValue } from '../../edit/yaml/operation.js';

/**
 * The operations that add a job to a workflow, with the comments in it. `text` is the job under its
 * id, as a template writes it below `jobs:`.
 */
export function jobOperations(text: string): YamlOperation[] {
  const document = parseDocument(`jobs:\n${text}`);
  const jobs = document.getIn(['jobs'], true);
  if (!isMap(jobs)) throw new Error('a job was to be rendered');
  return jobs.items.flatMap((pair) => {
    const id = keyOf(pair);
    const route = ['jobs', id];
    const value = document.toJS() as { jobs: Record<string, YamlValue> };
    return [
      { op: 'ensure', route, value: value.jobs[id] ?? null },
      ...commentsIn(pair.value as Node, route),
    ];
  });
}

function commentsIn(node: Node | null, route: Route): YamlOperation[] {
  if (isScalar(node)) {
    return node.comment == null ? [] : [{ op: 'remark', route, text: node.comment.trim() }];
  }
  if (isMap(node)) {
    return node.items.flatMap((pair, index) => {
      const at = [...route, keyOf(pair)];
      // What stands above the first key is the map's own for the parser.
      const first = index === 0 ? above(node, at) : [];
      return [...first, ...above(pair.key as Node, at), ...commentsIn(pair.value as Node, at)];
    });
  }
  if (!isSeq(node)) return [];
  return node.items.flatMap((item, index) => {
    const at = [...route, index];
    return isPair(item) ? [] : [...above(item as Node, at), ...commentsIn(item as Node, at)];
  });
}

function above({ commentBefore }: Node, route: Route): YamlOperation[] {
  if (commentBefore == null) return [];
  const text = commentBefore
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
  return [{ op: 'comment', route, text }];
}

function keyOf({ key }: Pair): string {
  return String(isScalar(key) ? key.value : key);
}
