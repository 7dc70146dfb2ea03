import { parse } from 'smol-toml';
import { EditRefusal } from '../refusal.js';
import type { InsertTable, TomlOperation } from './operation.js';

export type Table = Record<string, unknown>;

const START = { line: 1, column: 1 };

/**
 * Makes the change on parsed data; false where it is there already.
 * @throws EditRefusal where there is nothing to add to
 */
export function change(data: Table, operation: TomlOperation): boolean {
  switch (operation.op) {
    case 'ensure-key': {
      const table = tableAt(data, operation.table, operation);
      if (Object.hasOwn(table, operation.key)) return false;
      table[operation.key] = operation.value;
      return true;
    }
    case 'set-string': {
      const table = tableAt(data, operation.table, operation);
      if (typeof table[operation.key] !== 'string') return refuse(operation);
      if (table[operation.key] === operation.value) return false;
      table[operation.key] = operation.value;
      return true;
    }
    case 'append-item': {
      const items = at(data, operation.route);
      if (!Array.isArray(items)) return refuse(operation);
      if (items.includes(operation.value)) return false;
      items.splice(itemIndex(items, operation.value), 0, operation.value);
      return true;
    }
    case 'insert-table': {
      const tables = at(data, [operation.array]);
      if (!Array.isArray(tables)) return refuse(operation);
      const index = tableIndex(data, operation);
      if (index === undefined) return false;
      const [table] = at(parse(operation.text), [operation.array]) as Table[];
      tables.splice(index, 0, table);
      return true;
    }
  }
}

/** Before which item another one belongs: in order where all are in order, else behind the last. */
export function itemIndex(items: readonly unknown[], value: string): number {
  const names = items.map((item) => String(item).toLowerCase());
  const isSorted = names.every((name, index) => (names[index - 1] ?? '') <= name);
  const next = names.findIndex((name) => name > value.toLowerCase());
  return isSorted && names.length > 2 && next >= 0 ? next : items.length;
}

/** Before which of the tables another one belongs; undefined where it is among them. */
export function tableIndex(data: Table, { array, text }: InsertTable): number | undefined {
  const names = (from: Table): unknown[] => (at(from, [array]) as Table[]).map(({ name }) => name);
  const [name] = names(parse(text));
  const all = names(data);
  if (all.includes(name)) return undefined;
  const next = all.findIndex((each) => String(each) > String(name));
  return next < 0 ? all.length : next;
}

/** The text to paste where it cannot be made. */
export function pasteOf(operation: TomlOperation): string {
  if (operation.op === 'insert-table') return operation.text;
  const value = JSON.stringify(operation.value);
  return operation.op === 'append-item' ? value : `${operation.key} = ${value}`;
}

/** @throws EditRefusal always: what an operation adds to is not there, or no text of its own */
export function refuse(operation: TomlOperation): never {
  const name = targetOf(operation).join('.');
  throw new EditRefusal(`it has no ${name} of its own to add to`, START, pasteOf(operation));
}

function targetOf(operation: TomlOperation): readonly string[] {
  switch (operation.op) {
    case 'append-item':
      return operation.route;
    case 'insert-table':
      return [operation.array];
    case 'ensure-key':
    case 'set-string':
      return operation.table;
  }
}

function tableAt(data: Table, route: readonly string[], operation: TomlOperation): Table {
  const table = at(data, route);
  return table === undefined || Array.isArray(table) ? refuse(operation) : (table as Table);
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
