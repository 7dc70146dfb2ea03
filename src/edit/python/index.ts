import { EditRefusal, type Edited } from '../refusal.js';
import { applySplices, compose, untouchedOutside } from '../yaml/splice.js';
import type { Hunk, Splice } from '../yaml/splice.js';
import { ensureImport } from './ensure-import.js';
import { escapePercent } from './escape-percent.js';
import { insertBelowImports } from './insert-below-imports.js';
import { insertBlock } from './insert-block.js';
import type { PythonOperation } from './operation.js';
import { dropImport } from './drop-import.js';
import { passFunction } from './pass-function.js';
import { passKeyword } from './pass-keyword.js';
import { nextCall } from './remove-call.js';
import { setEntry } from './set-entry.js';

export type {
  EnsureImport,
  InsertBlock,
  PassFunction,
  PythonOperation,
  RemoveCall,
  SetEntry,
  SpareImport,
} from './operation.js';

const BOM = '\uFEFF';

/** A text between two operations and how it differs from the original. */
interface State {
  readonly text: string;
  readonly hunks: readonly Hunk[];
}

/**
 * Applies operations to a Python module, one after the other. Every byte outside the returned spans
 * stays; throws `EditRefusal` where that cannot be promised.
 */
export function editPython(text: string, operations: readonly PythonOperation[]): Edited {
  const mark = text.startsWith(BOM) ? BOM : '';
  const body = text.slice(mark.length);
  const { text: after, hunks } = operations.reduce<State>(apply, { text: body, hunks: [] });
  if (!untouchedOutside(body, after, hunks)) {
    throw new EditRefusal('a byte outside the change would change', { line: 1, column: 1 });
  }
  const spans = hunks.map(({ start, end }) => ({
    start: start + mark.length,
    end: end + mark.length,
  }));
  return { text: mark + after, spans };
}

function apply(state: State, operation: PythonOperation): State {
  if (operation.op === 'insert-block') return splice(state, insertBlock(state.text, operation));
  if (operation.op === 'pass-function') {
    return spliceAll(state, passFunction(state.text, operation));
  }
  if (operation.op === 'insert-below-imports') {
    return splice(state, insertBelowImports(state.text, operation));
  }
  if (operation.op === 'pass-keyword') return spliceAll(state, passKeyword(state.text, operation));
  if (operation.op === 'escape-percent') return spliceAll(state, escapePercent(state.text));
  if (operation.op === 'set-entry') return spliceAll(state, setEntry(state.text, operation));
  if (operation.op === 'ensure-import') return splice(state, ensureImport(state.text, operation));
  let at = state;
  const used = new Set<string>();
  for (;;) {
    const next = nextCall(at.text, operation);
    if (next === undefined) break;
    for (const name of next.names) used.add(name);
    at = splice(at, next.splice);
  }
  return operation.imports
    .filter(({ name }) => used.has(name))
    .reduce((each, spare) => splice(each, dropImport(each.text, spare)), at);
}

function splice({ text, hunks }: State, change: Splice | undefined): State {
  if (change === undefined) return { text, hunks };
  return spliceAll({ text, hunks }, [change]);
}

function spliceAll({ text, hunks }: State, changes: readonly Splice[]): State {
  return { text: applySplices(text, changes), hunks: compose(hunks, changes) };
}
