import type { Edited } from './refusal.js';
import { EditRefusal } from './refusal.js';
import { decide } from './decide.js';
import { joined } from './join.js';
import { BOM } from './lines.js';
import { make } from './make.js';
import type { YamlOperation } from './operation.js';
import { pasteFor } from './paste.js';
import { refusal } from './refusal.js';
import type { Hunk } from './splice.js';
import { compose, untouchedOutside } from './splice.js';
import type { Style } from './style.js';
import { readStyle } from './style.js';
import type { Tree } from './tree.js';
import { parseTree } from './parse.js';

export type { Edited, Position, Span } from './refusal.js';
export { EditRefusal } from './refusal.js';
export { unprintableIn } from './printable.js';
export { documentsOf, type ParsedDocument } from './documents.js';
export { editYamlInSteps } from './steps.js';
export { tokensOf } from './tokens.js';
export type { Route, YamlOperation, YamlValue } from './operation.js';

/** A text between two operations: its tree and how it differs from the original. */
interface State {
  readonly tree: Tree;
  readonly hunks: readonly Hunk[];
}

/**
 * Applies `operations` to a YAML text, one after the other, changing no byte outside the spans it
 * returns. Every result is parsed and compared with the operation applied to the parsed text.
 *
 * @throws {EditRefusal} when that cannot be done, with the place, the reason and what to paste.
 */
export function editYaml(text: string, operations: readonly YamlOperation[]): Edited {
  const mark = text.startsWith(BOM) ? BOM : '';
  const original = text.slice(mark.length);
  const tree = parseTree(original);
  const style = readStyle(tree);
  let state: State = { tree, hunks: [] };
  for (let rest = operations; rest.length > 0;) {
    const run = rest.slice(0, runLength(rest));
    state = applyRun(state, style, run);
    rest = rest.slice(run.length);
  }
  const after = state.tree.text;
  if (!untouchedOutside(original, after, state.hunks)) {
    throw refusal(original, 0, 'a byte outside the change would change; nothing was done');
  }
  const spans = state.hunks.map(({ start, end }) => ({
    start: start + mark.length,
    end: end + mark.length,
  }));
  return { text: mark + after, spans };
}

/** Operations that seldom meet: additions, and what is done to single values. */
const TOGETHER = [
  ['ensure', 'append'],
  ['set', 'remark'],
];

/** How many operations can be tried as one step. */
function runLength(operations: readonly YamlOperation[]): number {
  const [first] = operations;
  const alike = TOGETHER.find((ops) => first !== undefined && ops.includes(first.op)) ?? [];
  const other = operations.findIndex(({ op }) => !alike.includes(op));
  return other < 0 ? operations.length : Math.max(1, other);
}

/**
 * Several such operations are made on one tree, which keeps a big file linear in time. When they get in
 * each other's way the proof notices (a key twice, another value) and they are made one by one.
 */
function applyRun(state: State, style: Style, run: readonly YamlOperation[]): State {
  try {
    return applyTogether(state, style, run);
  } catch {
    // What was not together's fault comes again.
  }
  return run.reduce((at, operation) => applyOne(at, style, operation), state);
}

function applyOne(state: State, style: Style, operation: YamlOperation): State {
  try {
    return applyTogether(state, style, [operation]);
  } catch (error) {
    if (!(error instanceof EditRefusal)) throw error;
    throw new EditRefusal(error.reason, error.position, pasteFor(operation));
  }
}

function applyTogether(
  { tree, hunks }: State,
  style: Style,
  operations: readonly YamlOperation[],
): State {
  const changes = joined(operations.flatMap((each) => decide(tree, each)));
  const made = make(tree, style, changes);
  return { tree: made.tree, hunks: compose(hunks, made.splices) };
}
