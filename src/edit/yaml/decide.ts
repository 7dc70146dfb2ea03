import type { ParsedNode } from 'yaml';
import { isAlias, isSeq } from 'yaml';
import { decideAlias } from './alias.js';
import type { Change } from './change.js';
import { decideDuplicate } from './duplicate.js';
import { decideEnsure } from './ensure.js';
import { headEnd, itemEnd, itemStart, lacksColon } from './extent.js';
import { decideComment, decideInsert } from './insert.js';
import {
  checkBraces,
  checkNoneUsedOutside,
  checkChangeable,
  findMerged,
  findOwn,
  keyText,
} from './lookup.js';
import type { Route, YamlOperation, YamlValue } from './operation.js';
import { refusal } from './refusal.js';
import { decideRemark } from './remark.js';
import { describeRoute, locate } from './route.js';
import type { DocumentRoot, MapNode, Place, Tree } from './tree.js';
import { isNullNode } from './tree.js';
import { sameValue } from './value.js';

/** What an operation means for this tree. No changes: it is already so. */
export function decide(tree: Tree, operation: YamlOperation): readonly Change[] {
  const { route, op } = operation;
  const root = documentOf(tree, operation);
  if (op === 'ensure') return decideEnsure(tree, root, route, operation.value);
  if (op === 'alias') return decideAlias(tree, root, route, operation.anchor);
  const found = locate(tree, root, route);
  if (found === undefined) {
    if (op === 'remove') return [];
    throw refusal(tree.text, 0, `there is nothing at ${describeRoute(route)} to ${VERBS[op]}`);
  }
  if (op === 'append') return append(tree, route, found, operation.value);
  const { place } = found;
  if (place === undefined) {
    throw refusal(tree.text, 0, `the whole document cannot be the target of "${op}"`);
  }
  if (op === 'set') return set(tree, place, found.node, operation.value);
  if (op === 'remark') return decideRemark(tree, place, operation.text);
  checkEntry(tree, place);
  switch (op) {
    case 'rename':
      return rename(tree, place, operation.key);
    case 'insert':
      checkBraces(tree, place.parent);
      return decideInsert(tree, place, operation);
    case 'comment':
      return decideComment(tree, place, operation.text);
    case 'remove':
      return remove(tree, place);
    case 'duplicate':
      return decideDuplicate(tree, place, operation.key);
  }
}

const VERBS = {
  set: 'set',
  rename: 'rename',
  append: 'append to',
  insert: 'insert next to',
  comment: 'comment on',
  duplicate: 'copy',
  remark: 'remark on',
};

function documentOf(tree: Tree, { document = 0 }: YamlOperation): DocumentRoot {
  const root = tree.documents[document];
  if (root) return root;
  const count = tree.documents.length;
  throw refusal(tree.text, 0, `there is no document ${document + 1}; the file holds ${count}`);
}

function set(tree: Tree, place: Place, node: ParsedNode | null, value: YamlValue): Change[] {
  if (node && sameValue(node, value)) return [];
  checkEntry(tree, place);
  if (node) {
    if (isAlias(node)) {
      throw refusal(
        tree.text,
        node.range[0],
        `the value is the alias *${node.source}; change it by hand`,
      );
    }
    checkChangeable(tree, node);
    if (node.tag !== undefined) {
      throw refusal(tree.text, node.range[0], 'the value carries a tag; change it by hand');
    }
    checkNoneUsedOutside(tree, node.range[0], itemEnd(place.parent, place.index));
  }
  return [{ kind: 'put', place, value }];
}

function rename(tree: Tree, place: Place, key: string): Change[] {
  const { parent, pair, index } = place;
  if (!pair) {
    throw refusal(tree.text, itemStart(parent, index), 'an item of a list has no key to rename');
  }
  if (keyText(tree, pair.key) === key) return [];
  const other = findOwn(tree, parent, key) ?? findMerged(tree, parent, key);
  if (other) throw refusal(tree.text, pair.key.range[0], `there is already a key "${key}" here`);
  checkNotMerged(tree, parent, keyText(tree, pair.key) ?? '');
  return [{ kind: 'rename', map: parent, pair, key }];
}

function append(
  tree: Tree,
  route: Route,
  { node, place }: { node: ParsedNode | null; place: Place | undefined },
  value: YamlValue,
): Change[] {
  if (isNullNode(node) && place) return set(tree, place, node, [value]);
  if (!isSeq(node)) {
    const what = isAlias(node) ? 'an alias' : 'not a list';
    throw refusal(tree.text, node?.range[0] ?? 0, `${describeRoute(route)} is ${what}`);
  }
  checkChangeable(tree, node);
  return [{ kind: 'append', seq: node, value }];
}

function remove(tree: Tree, place: Place): Change[] {
  const { parent, index, pair } = place;
  checkBraces(tree, parent);
  checkNoneUsedOutside(tree, itemStart(parent, index), itemEnd(parent, index));
  if (pair) checkNotMerged(tree, parent, keyText(tree, pair.key) ?? '');
  return [{ kind: 'remove', parent, index }];
}

/** Refuses entries whose text cannot be handled, or whose change would show elsewhere. */
function checkEntry(tree: Tree, { parent, pair, index }: Place): void {
  checkChangeable(tree, parent);
  if (!pair) return;
  if (lacksColon(pair) || isAlias(pair.key)) {
    const reason = 'this key has an unusual form; change it by hand';
    throw refusal(tree.text, itemStart(parent, index), reason);
  }
  if (tree.shared.has(pair.key)) {
    throw refusal(tree.text, headEnd(parent, index), 'this key is repeated elsewhere by an alias');
  }
}

function checkNotMerged(tree: Tree, map: MapNode, key: string): void {
  const merged = findMerged(tree, map, key);
  if (!merged) return;
  throw refusal(
    tree.text,
    map.range[0],
    `without its own "${key}" this map would get the one it merges with "<<"; change it by hand`,
  );
}
