import { createRequire } from 'node:module';
import type { Tree } from '@lezer/common';
import type * as Lezer from '@lezer/python';
import { recent } from '../recent.js';
import { errorsOf, masksFor, type Mask } from './gaps.js';
import { logicalLines } from './logical-lines.js';
import { tooDeepAt } from './nesting.js';
import { children, type SyntaxNode } from './nodes.js';
import { literalOf } from './strings.js';
import { maskWithItem } from './with-items.js';

/** A parsed module. Offsets are those of `text`, which has no byte order mark. */
export interface Syntax {
  readonly text: string;
  readonly tree: Tree;
  /** The top-level statements, in order. */
  readonly statements: readonly SyntaxNode[];
  /** The first place the grammar does not know, if there is one. */
  readonly grammarError: number | undefined;
}

const MAX_PASSES = 20;
/** More are no gaps of the grammar: this is some other language. */
const MAX_ERRORS = 500;
/** The largest real modules take a tenth of it. */
const MAX_MILLISECONDS = 3000;
/** Not tried again, also once what was made of them is kept no more: each would take that long. */
const tookTooLong = new Set<string>();
let lezer: typeof Lezer | undefined;

/** The tree of a text without errors. Recovering from one takes ten times as long as all the rest. */
function strictTree(text: string): Tree | undefined {
  try {
    return load().parser.configure({ strict: true }).parse(withoutBareYield(text));
  } catch {
    return undefined;
  }
}

const BARE_YIELD = /^[ \t]*yield[ \t]*(#.*)?$/m;

/** A gap of the grammar (gaps.ts) that every FastAPI `lifespan` has, closed. No offset moves. */
function withoutBareYield(text: string): string {
  if (!BARE_YIELD.test(text)) return text;
  const yields = logicalLines(text).filter(({ start, end }) =>
    BARE_YIELD.test(text.slice(start, end)),
  );
  return apply(
    text,
    yields.map(({ start }) => ({ from: start, to: start + 'yield'.length, text: 'None ' })),
  );
}

/** The grammar's tables take 25 ms to load: only who parses pays for them. */
function load(): typeof Lezer {
  return (lezer ??= createRequire(import.meta.url)('@lezer/python') as typeof Lezer);
}

/** A tree, or undefined where the time was up: recovering from 50,000 errors takes half a minute. */
function parse(text: string, deadline: number): Tree | undefined {
  const run = load().parser.startParse(text);
  for (let steps = 1; ; steps += 1) {
    const tree = run.advance();
    if (tree !== null) return tree;
    if (steps % 1000 === 0 && Date.now() > deadline) return undefined;
  }
}

/** Parses a module that has no byte order mark; never throws. */
export const parsePython = recent(parseModule);

function parseModule(text: string): Syntax {
  const hopeless = tooDeepAt(text) ?? (tookTooLong.has(text) ? 0 : undefined);
  if (hopeless !== undefined) return unread(text, hopeless);
  const sound = strictTree(text);
  if (sound !== undefined) {
    return { text, tree: sound, statements: children(sound.topNode), grammarError: undefined };
  }
  const deadline = Date.now() + MAX_MILLISECONDS;
  let source = text;
  let next = parse(source, deadline);
  if (next === undefined) return giveUp(text);
  let tree = next;
  let errors = errorsOf(tree);
  for (
    let pass = 0;
    errors.length > 0 && errors.length < MAX_ERRORS && pass < MAX_PASSES;
    pass += 1
  ) {
    const masks = masksFor(errors, source);
    const item = masks.length > 0 ? undefined : maskWithItem(tree, errors[0], source);
    if (item !== undefined) masks.push(item);
    if (masks.length === 0) break;
    source = apply(source, masks);
    next = parse(source, deadline);
    if (next === undefined) return giveUp(text);
    tree = next;
    errors = errorsOf(tree);
  }
  const statements = children(tree.topNode).filter(({ type }) => !type.isError);
  return { text, tree, statements, grammarError: errors[0]?.from };
}

function giveUp(text: string): Syntax {
  tookTooLong.add(text);
  return unread(text, 0);
}

function unread(text: string, grammarError: number): Syntax {
  return { text, tree: load().parser.parse(''), statements: [], grammarError };
}

/** Where a text stops being valid Python, if it does. */
export function errorIn(syntax: Syntax): number | undefined {
  return syntax.grammarError ?? openString(syntax) ?? indentedStatement(syntax);
}

function apply(text: string, masks: readonly Mask[]): string {
  let result = text;
  for (const { from, to, text: replacement } of masks) {
    result = result.slice(0, from) + replacement + result.slice(to);
  }
  return result;
}

/** A string that is not closed, which the grammar lets through. */
function openString({ tree, text }: Syntax): number | undefined {
  let found: number | undefined;
  tree.iterate({
    enter({ name, from, node }) {
      const isString = name === 'String' || name === 'FormatString';
      if (isString && literalOf(node, text) === undefined) found ??= from;
    },
  });
  return found;
}

/** A top-level statement that is indented, which the grammar lets through. */
function indentedStatement({ statements, text }: Syntax): number | undefined {
  return statements.find(({ from }) => from > 0 && !/[\r\n\f]/.test(text[from - 1] ?? ''))?.from;
}
