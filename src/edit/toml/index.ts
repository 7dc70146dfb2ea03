import { isDeepStrictEqual } from 'node:util';
import { parse } from 'smol-toml';
import { EditRefusal, positionAt, type Edited, type Span } from '../refusal.js';
import type { TomlOperation } from './operation.js';
import { itemsOf, scan } from './scan.js';

type Table = Record<string, unknown>;
const START = { line: 1, column: 1 };

/**
 * Applies operations to a TOML text, one after the other. Every byte outside the returned spans
 * stays, and the result parses to exactly the change that was meant; throws `EditRefusal` where that
 * cannot be promised.
 */
export function editToml(text: string, operations: readonly TomlOperation[]): Edited {
  let edited: Edited = { text, spans: [] };
  for (const operation of operations) edited = apply(edited, operation);
  return edited;
}

function apply({ text, spans }: Edited, operation: TomlOperation): Edited {
  const intended = read(text);
  if (!change(intended, operation)) return { text, spans };
  const place =
    operation.op === 'ensure-key' ? keyPlace(text, operation) : itemPlace(text, operation);
  const after = text.slice(0, place.at) + place.insert + text.slice(place.at);
  if (!isDeepStrictEqual(read(after), intended)) {
    throw new EditRefusal(
      'the result would not be what was meant',
      positionAt(text, place.at),
      pasteOf(operation),
    );
  }
  const length = place.insert.length;
  const moved = spans.map(({ start, end }): Span =>
    start >= place.at ? { start: start + length, end: end + length } : { start, end },
  );
  const span = { start: place.at, end: place.at + length };
  return { text: after, spans: [...moved, span].sort((a, b) => a.start - b.start) };
}

function read(text: string): Table {
  try {
    return parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const [reason = 'it cannot be parsed'] = (error instanceof Error ? error.message : '').split(
      '\n',
    );
    throw new EditRefusal(`it is not valid TOML: ${reason}`, START);
  }
}

/** Makes the change on parsed data; false where it is there already. */
function change(data: Table, operation: TomlOperation): boolean {
  if (operation.op === 'ensure-key') {
    const table = at(data, operation.table);
    if (table === undefined || Array.isArray(table)) return refuse(operation);
    if (Object.hasOwn(table as Table, operation.key)) return false;
    (table as Table)[operation.key] = operation.value;
    return true;
  }
  const items = at(data, operation.route);
  if (!Array.isArray(items)) return refuse(operation);
  if (items.includes(operation.value)) return false;
  items.push(operation.value);
  return true;
}

function at(data: Table, route: readonly string[]): unknown {
  return route.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Table)[key]
        : undefined,
    data,
  );
}

function refuse(operation: TomlOperation): never {
  const name = (operation.op === 'ensure-key' ? operation.table : operation.route).join('.');
  throw new EditRefusal(`it has no ${name} of its own to add to`, START, pasteOf(operation));
}

function pasteOf(operation: TomlOperation): string {
  const value = JSON.stringify(operation.value);
  return operation.op === 'ensure-key' ? `${operation.key} = ${value}` : value;
}

interface Place {
  readonly at: number;
  readonly insert: string;
}

/** Behind the table's last pair, else its header. */
function keyPlace(text: string, operation: TomlOperation & { op: 'ensure-key' }): Place {
  const { headers, pairs } = scan(text);
  const same = (names: readonly string[]): boolean => isDeepStrictEqual(names, operation.table);
  const last = pairs.findLast(({ table }) => same(table));
  const header = headers.findLast(({ table, isArray }) => same(table) && !isArray);
  const end = last?.end ?? header?.end;
  if (end === undefined) return refuse(operation);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lineEnd = text.indexOf('\n', end);
  const indent = /^[ \t]*/.exec(text.slice(last?.line ?? end))?.[0] ?? '';
  const line = `${indent}${operation.key} = ${JSON.stringify(operation.value)}`;
  if (lineEnd < 0) return { at: text.length, insert: newline + line };
  return { at: lineEnd + 1, insert: line + newline };
}

/** Behind the array's last item, on a line of its own where the items are. */
function itemPlace(text: string, operation: TomlOperation & { op: 'append-item' }): Place {
  const { pairs } = scan(text);
  const pair = pairs.find(({ table, key }) =>
    isDeepStrictEqual([...table, ...key], operation.route),
  );
  if (pair === undefined || text[pair.value] !== '[') return refuse(operation);
  const items = itemsOf(text, pair.value, pair.end);
  const last = items.at(-1);
  const quote = last !== undefined && text[last.from] === "'" ? "'" : '"';
  const item = `${quote}${operation.value}${quote}`;
  if (last === undefined) return { at: pair.value + 1, insert: item };
  const lead = /(?:^|\n)([ \t]*)$/.exec(text.slice(0, last.from));
  if (lead === null) return { at: last.to, insert: `, ${item}` };
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const hasComma = /^[ \t]*,/.exec(text.slice(last.to))?.[0];
  if (hasComma === undefined) return { at: last.to, insert: `,${newline}${lead[1] ?? ''}${item}` };
  const lineEnd = text.indexOf('\n', last.to);
  return { at: lineEnd + 1, insert: `${lead[1] ?? ''}${item},${newline}` };
}
