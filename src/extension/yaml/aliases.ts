import { isAlias, visit } from 'yaml';
import type { Alias, Node } from 'yaml';
import type { ParsedDocument } from '../../edit/yaml/index.js';

export const TOO_MANY_ALIASES = 'uses aliases so often that it cannot be read';

export interface BadAlias {
  readonly offset: number;
  readonly message: string;
}

export interface Aliases {
  /** What each alias stands for. */
  readonly targets: ReadonlyMap<Alias, Node>;
  /** An alias that cannot be resolved, or whose data would never end for whoever walks it. */
  readonly bad?: BadAlias;
}

/** The library looks at every anchor for every alias: no hand-written file comes near. */
const MAX_LOOKUPS = 2_000_000;

/** Where there may be one (YAML 1.2.2, section 7.1): not inside of a word, nor behind a quote. */
const ALIAS = /(?:^|[\s,[{:])\*[^\s,[\]{}]/m;

/** Resolves all aliases in one pass: the library's own `resolve` walks the document for each. */
export function readAliases(document: ParsedDocument, text: string): Aliases {
  const targets = new Map<Alias, Node>();
  // Most files have no alias, and are not walked.
  if (!ALIAS.test(text)) return { targets };
  const anchors = new Map<string, Node>();
  let bad: BadAlias | undefined;
  visit(document.contents, {
    Node(_, node, path) {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.set(node.anchor, node);
        return undefined;
      }
      const target = anchors.get(node.source);
      if (target !== undefined && !path.includes(target)) {
        targets.set(node, target);
        return undefined;
      }
      const reason = target === undefined ? 'has no anchor before it' : 'refers to itself';
      const message = `is not valid YAML: the alias *${node.source} ${reason}`;
      bad = { offset: node.range?.[0] ?? 0, message };
      return visit.BREAK;
    },
  });
  if (targets.size * anchors.size > MAX_LOOKUPS) bad = { offset: 0, message: TOO_MANY_ALIASES };
  return bad === undefined ? { targets } : { targets, bad };
}
