import type { AppendItem, EnsureKey, InsertTable, SetString, TomlOperation } from './operation.js';
import { itemIndex, refuse, tableIndex, type Table } from './change.js';
import { itemsOf, scan } from './scan.js';

/** What is put in, and what it takes the place of, if anything. */
export interface Place {
  readonly at: number;
  readonly to?: number;
  readonly insert: string;
}

/**
 * Where an operation changes a text, which is `data`.
 * @throws EditRefusal where the text has no such place
 */
export function placeOf(text: string, data: Table, operation: TomlOperation): Place {
  switch (operation.op) {
    case 'ensure-key':
      return keyPlace(text, operation);
    case 'append-item':
      return itemPlace(text, data, operation);
    case 'insert-table':
      return tablePlace(text, data, operation);
    case 'set-string':
      return stringPlace(text, operation);
  }
}

/** Before the table that it is sorted before, else behind the last one with all that is below it. */
function tablePlace(text: string, data: Table, operation: InsertTable): Place {
  const { headers } = scan(text);
  const tables = headers.filter(
    ({ table, isArray }) => isArray && isSame(table, [operation.array]),
  );
  const next = tables[tableIndex(data, operation) ?? 0];
  const last = headers.findLastIndex(({ table }) => table[0] === operation.array);
  const at = (next ?? headers[last + 1])?.start;
  if (at === undefined) return refuse(operation);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return { at, insert: `${operation.text.trimEnd()}\n\n`.replaceAll('\n', newline) };
}

function stringPlace(text: string, operation: SetString): Place {
  const route = [...operation.table, operation.key];
  const pair = scan(text).pairs.find(({ table, key }) => isSame([...table, ...key], route));
  if (pair === undefined) return refuse(operation);
  return { at: pair.value, to: pair.end, insert: JSON.stringify(operation.value) };
}

/** Behind the table's last pair, else its header. */
function keyPlace(text: string, operation: EnsureKey): Place {
  const { headers, pairs } = scan(text);
  const same = (names: readonly string[]): boolean => isSame(names, operation.table);
  const last = pairs.findLast(({ table }) => same(table));
  const header = headers.findLast(({ table, isArray }) => same(table) && !isArray);
  const end = last?.end ?? header?.end;
  if (end === undefined) return refuse(operation);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lineEnd = text.indexOf('\n', end);
  const indent = /[ \t]*/.exec(text.slice(last?.line ?? end))?.[0] ?? '';
  const line = `${indent}${operation.key} = ${JSON.stringify(operation.value)}`;
  if (lineEnd === -1) return { at: text.length, insert: newline + line };
  return { at: lineEnd + 1, insert: line + newline };
}

function arrayAt(data: Table, { route }: AppendItem): readonly unknown[] {
  let node: unknown = data;
  for (const name of route) node = (node as Table)[name];
  return Array.isArray(node) ? node : [];
}

/** In order, else behind the array's last item; on a line of its own where the items are. */
function itemPlace(text: string, data: Table, operation: AppendItem): Place {
  const { pairs } = scan(text);
  const pair = pairs.find(({ table, key }) => isSame([...table, ...key], operation.route));
  if (pair === undefined) return refuse(operation);
  const items = itemsOf(text, pair.value, pair.end);
  const last = items.at(-1);
  const quote = last !== undefined && text[last.from] === "'" ? "'" : '"';
  const item = `${quote}${operation.value}${quote}`;
  if (last === undefined) return { at: pair.value + 1, insert: item };
  const next = items[itemIndex(arrayAt(data, operation), operation.value)];
  const above = /\n([ \t]*)$/.exec(text.slice(0, next?.from ?? 0));
  if (next !== undefined && above !== null) {
    const newline = text.includes('\r\n') ? '\r\n' : '\n';
    return { at: next.from, insert: `${item},${newline}${above[1] ?? ''}` };
  }
  if (next !== undefined) return { at: next.from, insert: `${item}, ` };
  const lead = /\n([ \t]*)$/.exec(text.slice(0, last.from));
  if (lead === null) return { at: last.to, insert: `, ${item}` };
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const hasComma = /^[ \t]*,/.exec(text.slice(last.to))?.[0];
  if (hasComma === undefined) return { at: last.to, insert: `,${newline}${lead[1] ?? ''}${item}` };
  const lineEnd = text.indexOf('\n', last.to);
  return { at: lineEnd + 1, insert: `${lead[1] ?? ''}${item},${newline}` };
}

function isSame(names: readonly string[], others: readonly string[]): boolean {
  return names.length === others.length && names.every((name, index) => name === others[index]);
}
