import { isMap } from 'yaml';
import type { AliasChange, Change } from './change.js';
import { checkBraces, checkChangeable, findMerged, findOwn } from './lookup.js';
import type { Route } from './operation.js';
import { refusal } from './refusal.js';
import { describeRoute, locate } from './route.js';
import type { DocumentRoot, Tree } from './tree.js';

/**
 * What is missing for an alias of `anchor` to be at `route`, whose map has to be there. A key that is
 * there wins, also one that comes through `<<`.
 */
export function decideAlias(
  tree: Tree,
  document: DocumentRoot,
  route: Route,
  anchor: string,
): Change[] {
  const key = String(route.at(-1) ?? '');
  const map = locate(tree, document, route.slice(0, -1))?.node ?? null;
  if (!isMap(map)) {
    throw refusal(tree.text, 0, `${describeRoute(route.slice(0, -1))} is no map of this file`);
  }
  if (findOwn(tree, map, key) ?? findMerged(tree, map, key)) return [];
  checkChangeable(tree, map);
  checkBraces(tree, map);
  return [{ kind: 'alias', map, key, anchor }];
}

/** The one line of it, in a block or between braces. */
export function aliasText({ anchor }: AliasChange, key: string): string {
  return `${key}: *${anchor}`;
}
