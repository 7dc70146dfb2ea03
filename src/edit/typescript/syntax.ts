import { createRequire } from 'node:module';
import type { Parser, SyntaxNode } from '@lezer/common';
import type * as Lezer from '@lezer/javascript';
import { recent } from '../recent.js';

export type { SyntaxNode };

/** Far more than any configuration file has; the time to read grows with it. */
const MAX_LENGTH = 200_000;
/** Deeper nesting is no configuration, and everything here is walked by recursion. */
const MAX_DEPTH = 200;

let parser: Parser | undefined;

/** The grammar's tables take time to load: only who parses pays for them. */
function load(): Parser {
  if (parser === undefined) {
    const lezer = createRequire(import.meta.url)('@lezer/javascript') as typeof Lezer;
    parser = lezer.parser.configure({ dialect: 'ts' });
  }
  return parser;
}

/** A parsed module, TypeScript or JavaScript; `error` is the first place that is neither. */
export interface Module {
  readonly text: string;
  readonly root: SyntaxNode;
  readonly error: number | undefined;
}

/** Parses a module; never throws. The last few are kept: a text is read by several rules and edits. */
export const parseModule = recent(parse, 20);

function parse(text: string): Module {
  const hopeless = text.length > MAX_LENGTH;
  const tree = load().parse(hopeless ? '' : text);
  let error = hopeless ? 0 : undefined;
  let depth = 0;
  tree.iterate({
    enter({ type, from }) {
      depth += 1;
      if (type.isError || depth > MAX_DEPTH) error ??= from;
    },
    leave() {
      depth -= 1;
    },
  });
  return { text, root: tree.topNode, error };
}

/** A node's children in source order, without comments. */
export function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'LineComment' && child.name !== 'BlockComment') found.push(child);
  }
  return found;
}

/** The first child of one of these kinds. */
export function childOf(node: SyntaxNode, ...names: readonly string[]): SyntaxNode | undefined {
  return children(node).find(({ name }) => names.includes(name));
}

/** The children between brackets and commas: arguments, parts of a parenthesis, properties. */
export function items(node: SyntaxNode): SyntaxNode[] {
  return children(node).filter(({ name }) => !/[()[\]{},]/.test(name));
}
