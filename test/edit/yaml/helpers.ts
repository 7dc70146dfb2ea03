import type { YamlOperation, YamlValue } from '../../../src/edit/yaml/index.js';
import { editYaml, EditRefusal } from '../../../src/edit/yaml/index.js';

/** `services.api.image` as a route; whole numbers are indexes. */
export function route(path: string): (string | number)[] {
  if (path === '') return [];
  return path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** The text after one `ensure`. */
export function ensure(text: string, path: string, value: YamlValue): string {
  return editYaml(text, [{ op: 'ensure', route: route(path), value }]).text;
}

/** The text after one `set`. */
export function set(text: string, path: string, value: YamlValue): string {
  return editYaml(text, [{ op: 'set', route: route(path), value }]).text;
}

/** The text after one `append`. */
export function append(text: string, path: string, value: YamlValue): string {
  return editYaml(text, [{ op: 'append', route: route(path), value }]).text;
}

/** The text after one `rename`. */
export function rename(text: string, path: string, key: string): string {
  return editYaml(text, [{ op: 'rename', route: route(path), key }]).text;
}

/** The text after one `remove`. */
export function remove(text: string, path: string): string {
  return editYaml(text, [{ op: 'remove', route: route(path) }]).text;
}

/** The refusal that operations end in, as `line:column reason`. */
export function refusalOf(text: string, operations: readonly YamlOperation[]): string {
  try {
    editYaml(text, operations);
  } catch (error) {
    if (!(error instanceof EditRefusal)) throw error;
    return `${error.position.line}:${error.position.column} ${error.reason}`;
  }
  return 'not refused';
}

/** The text after an entry was inserted before or after another one. */
export function insert(
  text: string,
  where: 'before' | 'after',
  path: string,
  value: YamlValue,
  key?: string,
): string {
  const named = key === undefined ? {} : { key };
  return editYaml(text, [{ op: 'insert', route: route(path), where, value, ...named }]).text;
}

/** The text after a comment was written above an entry. */
export function comment(text: string, path: string, words: string): string {
  return editYaml(text, [{ op: 'comment', route: route(path), text: words }]).text;
}
