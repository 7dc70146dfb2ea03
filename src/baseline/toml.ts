import { parse } from 'smol-toml';
import { get, isRecord, type Data } from '../extension/records.js';

/** The data of a TOML text; undefined where it is none. */
export function readToml(text: string): Data | undefined {
  try {
    return parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** A table in a table in…; an empty one where something else is there, or nothing. */
export function tableAt(data: Data, ...route: string[]): Data {
  return route.reduce<Data>((table, key) => {
    const value = get(table, key);
    return isRecord(value) ? value : {};
  }, data);
}

/** The values of a list; none where something else is there, or nothing. */
export function listAt(data: Data, key: string): readonly unknown[] {
  const value = get(data, key);
  return Array.isArray(value) ? value : [];
}

/** A name as PyPI compares it (PyPA, "Names and normalization"). */
export function normalName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}
