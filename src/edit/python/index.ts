import { madeBy, spliced, type State } from '../in-steps.js';
import type { Edited } from '../refusal.js';
import type { Splice } from '../yaml/splice.js';
import { catchToo } from './catch-too.js';
import { ensureImport } from './ensure-import.js';
import { escapePercent } from './escape-percent.js';
import { insertBelowImports } from './insert-below-imports.js';
import { insertBlock } from './insert-block.js';
import type { PythonOperation, RemoveCall } from './operation.js';
import { dropImport } from './drop-import.js';
import { passFunction } from './pass-function.js';
import { passKeyword } from './pass-keyword.js';
import { nextCall } from './remove-call.js';
import { setEntry } from './set-entry.js';

export type {
  CatchToo,
  EnsureImport,
  InsertBlock,
  PassFunction,
  PythonOperation,
  RemoveCall,
  SetEntry,
  SpareImport,
} from './operation.js';

const BOM = '\uFEFF';

/**
 * Applies operations to a Python module, one after the other. Every byte outside the returned spans
 * stays; throws `EditRefusal` where that cannot be promised.
 */
export function editPython(text: string, operations: readonly PythonOperation[]): Edited {
  const mark = text.startsWith(BOM) ? BOM : '';
  const { text: after, spans } = madeBy(text.slice(mark.length), operations, apply);
  const by = mark.length;
  return {
    text: mark + after,
    spans: spans.map(({ start, end }) => ({ start: start + by, end: end + by })),
  };
}

function apply(state: State, operation: PythonOperation): State {
  switch (operation.op) {
    case 'insert-block':
      return spliced(state, some(insertBlock(state.text, operation)));
    case 'pass-function':
      return spliced(state, passFunction(state.text, operation));
    case 'escape-percent':
      return spliced(state, escapePercent(state.text));
    case 'ensure-import':
      return spliced(state, some(ensureImport(state.text, operation)));
    case 'insert-below-imports':
      return spliced(state, some(insertBelowImports(state.text, operation)));
    case 'pass-keyword':
      return spliced(state, passKeyword(state.text, operation));
    case 'catch-too':
      return spliced(state, catchToo(state.text, operation));
    case 'set-entry':
      return spliced(state, setEntry(state.text, operation));
    case 'remove-call':
      return removeCalls(state, operation);
  }
}

function removeCalls(state: State, operation: RemoveCall): State {
  let at = state;
  const used = new Set<string>();
  for (;;) {
    const next = nextCall(at.text, operation);
    if (next === undefined) break;
    for (const name of next.names) used.add(name);
    at = spliced(at, [next.splice]);
  }
  return operation.imports
    .filter(({ name }) => used.has(name))
    .reduce((each, spare) => spliced(each, some(dropImport(each.text, spare))), at);
}

function some(splice: Splice | undefined): readonly Splice[] {
  return splice === undefined ? [] : [splice];
}
