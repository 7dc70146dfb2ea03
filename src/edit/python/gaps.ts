import type { SyntaxNode, Tree } from '@lezer/common';

/** Text of the same length to parse in place of a range, so that every other offset stays. */
export interface Mask {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

type Gap = (error: SyntaxNode, text: string) => Mask | undefined;

/** A range of whole characters, blanked out or replaced and padded with spaces. */
function mask(from: number, to: number, text = ''): Mask {
  return { from, to, text: text.padEnd(to - from) };
}

/**
 * Valid Python that the grammar of @lezer/python 1.1 reports as an error. Every FastAPI `lifespan`
 * has a bare `yield`, so refusing these would refuse most real modules. Each is recognised by the
 * error's place in the tree and replaced by an equivalent that the grammar knows.
 */
const GAPS: readonly Gap[] = [
  // `yield` with no value
  (error, text) => {
    let before = error.prevSibling;
    while (before?.name === 'Comment') before = before.prevSibling;
    if (before?.name !== 'yield') return undefined;
    return isEndOfExpression(text, before.to) ? mask(before.from, before.to, 'None') : undefined;
  },
  // a float that ends in its point: `0.`
  (error) => {
    const point = error.prevSibling;
    const isFloat = point?.name === '.' && point.prevSibling?.name === 'Number';
    return isFloat ? mask(point.from, point.to, '0') : undefined;
  },
  // `for first, *rest in …` of a comprehension, `Generic[*Ts]`
  (error, text) => {
    const places = /ComprehensionExpression|MemberExpression|ArgList/;
    const isStar = text[error.from] === '*';
    const isPlace = places.test(error.parent?.name ?? '');
    return isStar && isPlace ? mask(error.from, error.from + 1) : undefined;
  },
  // `lambda a, /, b: …`
  (error, text) => {
    const isSlash = text.slice(error.from, error.to) === '/' && error.parent?.name === 'ParamList';
    return isSlash ? mask(error.from, error.to, '_') : undefined;
  },
  // the empty patterns `case str():`, `case {}:`, `case []:`
  (error, text) => {
    const clause = clauseAround(error);
    if (clause === undefined) return undefined;
    const end = clause.getChild('Body')?.from ?? clause.to;
    const header = text.slice(clause.from, Math.max(end, error.to));
    const empty = /\(\)|\{\}|\[\]/.exec(header);
    if (empty === null) return undefined;
    const from = clause.from + empty.index;
    // The parentheses of `str()` go, leaving a name; what stands for itself becomes one.
    const isCall = /[\w)]$/.test(header.slice(0, empty.index));
    return mask(from, from + 2, isCall ? '' : '_');
  },
  // a line that holds a form feed: the error is its newline
  (error, text) => {
    const feed = text.lastIndexOf('\f', error.from);
    const isBlank = feed >= 0 && text.slice(feed, error.from).trim() === '';
    return isBlank ? mask(feed, feed + 1) : undefined;
  },
];

/** The `case` whose pattern holds an error. */
function clauseAround(error: SyntaxNode): SyntaxNode | undefined {
  let node: SyntaxNode | null = error;
  while (node !== null && !/MatchClause|Body/.test(node.name)) node = node.parent;
  return node?.name === 'MatchClause' ? node : undefined;
}

/** Only what can follow a complete expression; `yield = 1` is an error in Python too. */
function isEndOfExpression(text: string, offset: number): boolean {
  return /^[ \t\f]*(?:[)\]},;:#\r\n]|$)/.test(text.slice(offset, offset + 200));
}

/** The masks for the errors of a tree that are gaps of the grammar and no faults of the text. */
export function masksFor(errors: readonly SyntaxNode[], text: string): Mask[] {
  const found: Mask[] = [];
  for (const error of errors) {
    for (const gap of GAPS) {
      const hit = gap(error, text);
      if (hit !== undefined) found.push(hit);
    }
  }
  return found;
}

/** Every error node of a tree. */
export function errorsOf(tree: Tree): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  tree.iterate({
    enter(node) {
      if (node.type.isError) found.push(node.node);
    },
  });
  return found;
}
