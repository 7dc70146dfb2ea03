import { posix } from 'node:path';
import { logicalLines, type LogicalLine } from '../../edit/python/logical-lines.js';
import { children, textOf, type SyntaxNode } from '../../edit/python/nodes.js';
import { stringValue } from '../../edit/python/strings.js';
import { parsePython } from '../../edit/python/syntax.js';
import { positionAt } from '../../edit/refusal.js';
import { kept } from '../kept.js';
import type { SourceFile } from '../model.js';
import { isBelow } from '../python/project.js';
import { assignedTo } from './calls.js';
import type { AlembicEnvironment, Revision } from './model.js';

type Files = ReadonlyMap<string, SourceFile>;

/**
 * The Alembic environment of an API: by its alembic.ini, else by an env.py. The only API with a
 * database may keep its alembic.ini in a directory around it.
 */
export function alembicOf(
  files: Files,
  paths: ReadonlySet<string>,
  dir: string,
  isOnly: boolean,
): Omit<AlembicEnvironment, 'unseen'> | undefined {
  const all = [...files.keys()].filter((path) => posix.basename(path) === 'alembic.ini');
  const inside = all.filter((path) => isBelow(path, dir)).sort((a, b) => a.length - b.length)[0];
  const around = all.findLast((path) => isAround(posix.dirname(path), dir));
  const ini = inside ?? (isOnly ? around : undefined);
  const location =
    (ini === undefined
      ? undefined
      : scriptLocation(files.get(ini)?.text ?? '', posix.dirname(ini), paths)) ??
    environmentDirectory(files, dir);
  if (location === undefined) return undefined;
  const at = (name: string): string | undefined => {
    const path = posix.join(location, name);
    return paths.has(path) || files.has(path) ? path : undefined;
  };
  return {
    ini,
    location,
    env: at('env.py'),
    template: at('script.py.mako'),
    revisions: revisionsIn(files, `${location}/versions`),
  };
}

/** True where several programs in a directory migrate databases of their own: `carts/`, `users/`. */
export function hasSeveralEnvironments(files: Files, dir: string): boolean {
  const [first, second] = [...files.keys()]
    .filter((path) => posix.basename(path) === 'alembic.ini' && isBelow(path, dir))
    .map((path) => path.split('/').length)
    .sort((a, b) => a - b);
  return first !== undefined && first === second;
}

function isAround(directory: string, dir: string): boolean {
  return directory === '.' || isBelow(dir, directory);
}

/**
 * `script_location` of the section [alembic]; Alembic resolves it from where it runs, beside the ini, and
 * one in a package (`app.db:alembic`) from where that is imported from, which may be around it.
 */
function scriptLocation(
  text: string,
  directory: string,
  paths: ReadonlySet<string>,
): string | undefined {
  const [, section = ''] = /^\[alembic\]([^]*?)(?=^\[|$(?![^]))/m.exec(text) ?? [];
  const [, value] = /^script_location[ \t]*[=:][ \t]*(\S.*?)[ \t]*\r?$/m.exec(section) ?? [];
  if (value === undefined) return undefined;
  const [, module, inside] = /^([A-Za-z_][\w.]*):(.+)$/.exec(value) ?? [];
  if (module === undefined || inside === undefined) {
    return posix.join(directory, value.replace('%(here)s', '.'));
  }
  const inPackage = posix.join(module.replaceAll('.', '/'), inside);
  const roots = [directory, ...around(directory)];
  const root = roots.find((each) => paths.has(posix.join(each, inPackage, 'env.py')));
  return posix.join(root ?? directory, inPackage);
}

/** The directories around one, up to the root. */
function around(directory: string): string[] {
  if (directory === '.') return [];
  const parent = posix.dirname(directory);
  return [parent, ...around(parent)];
}

function environmentDirectory(files: Files, dir: string): string | undefined {
  const found = [...files.values()].find(
    ({ path, text }) =>
      isBelow(path, dir) &&
      posix.basename(path) === 'env.py' &&
      /^\s*from alembic import .*\bcontext\b/m.test(text),
  );
  return found && posix.dirname(found.path);
}

function revisionsIn(files: Files, directory: string): Revision[] {
  return [...files.values()]
    .filter(({ path }) => path.endsWith('.py') && path.startsWith(`${directory}/`))
    .flatMap((file) => revisionOf(file) ?? []);
}

/** A module that sets `revision`; others in the directory are helpers. */
const revisionOf = kept((file: SourceFile): Revision | undefined => {
  const text = file.text.replace(/^\uFEFF/, '');
  const lines = logicalLines(text).filter(({ indent }) => indent === 0);
  const own = lastAssignment('revision', text, lines);
  const id = own && stringValue(own.value, own.text);
  if (own === undefined || id === undefined) return undefined;
  const down = lastAssignment('down_revision', text, lines);
  const follows = down && followed(down.value, down.text);
  return { id, follows, file: file.path, position: positionAt(text, own.start) };
});

/** The statement alone is parsed: what a revision does to the tables is most of it. */
function lastAssignment(
  name: string,
  text: string,
  lines: readonly LogicalLine[],
): { readonly value: SyntaxNode; readonly text: string; readonly start: number } | undefined {
  const pattern = new RegExp(`^${name}\\b`);
  const line = lines.findLast(({ start, end }) => pattern.test(text.slice(start, end)));
  const source = line === undefined ? '' : text.slice(line.start, line.end);
  const [statement] = line === undefined ? [] : parsePython(source).statements;
  const assigned = statement && assignedTo(statement);
  return line && assigned && { value: assigned.value, text: source, start: line.start };
}

function followed(node: SyntaxNode, text: string): string[] | undefined {
  if (node.name === 'None') return [];
  const own = stringValue(node, text);
  if (own !== undefined) return [own];
  if (node.name !== 'TupleExpression' && node.name !== 'ArrayExpression') return undefined;
  const items = children(node).filter((part) => !/^[()[\],]$/.test(textOf(part, text)));
  const ids = items.map((item) => stringValue(item, text));
  return ids.every((id) => id !== undefined) ? ids : undefined;
}
