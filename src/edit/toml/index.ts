import { isDeepStrictEqual } from 'node:util';
import { parse } from 'smol-toml';
import { inSteps } from '../in-steps.js';
import { EditRefusal, positionAt, type Edited } from '../refusal.js';
import type { Splice } from '../yaml/splice.js';
import type { TomlOperation } from './operation.js';
import { change, pasteOf, type Table } from './change.js';
import { placeOf } from './place.js';

const START = { line: 1, column: 1 };

/**
 * Applies operations to a TOML text, one after the other. Every byte outside the returned spans
 * stays, and the result parses to exactly the change that was meant; throws `EditRefusal` where that
 * cannot be promised.
 */
export function editToml(text: string, operations: readonly TomlOperation[]): Edited {
  return inSteps(text, operations, decide);
}

function decide(text: string, operation: TomlOperation): readonly Splice[] {
  const intended = read(text);
  if (!change(intended, operation)) return [];
  const { at, to = at, insert } = placeOf(text, read(text), operation);
  const after = text.slice(0, at) + insert + text.slice(to);
  if (!isDeepStrictEqual(read(after), intended)) {
    const reason = 'the result would not be what was meant';
    throw new EditRefusal(reason, positionAt(text, at), pasteOf(operation));
  }
  return [{ start: at, end: to, insert }];
}

function read(text: string): Table {
  try {
    return parse(text.replace('\uFEFF', ''));
  } catch (error) {
    const [reason = 'it cannot be parsed'] = (error instanceof Error ? error.message : '').split(
      '\n',
    );
    throw new EditRefusal(`it is not valid TOML: ${reason}`, START);
  }
}
