import { inSteps } from '../in-steps.js';
import { EditRefusal, positionAt, type Edited } from '../refusal.js';
import type { Splice } from '../yaml/splice.js';
import type { AddVariable, DotenvOperation } from './operation.js';
import { parseDotenv, type Dotenv, type DotenvEntry } from './parse.js';
import { headingLine, variableLines } from './write.js';

export type { AddVariable, DotenvOperation } from './operation.js';

/**
 * Adds variables to a dotenv file. What is there keeps its place, comments and value; a variable
 * that is there already, also as a comment, is not added.
 * @throws EditRefusal where the file cannot be read safely
 */
export function editDotenv(text: string, operations: readonly DotenvOperation[]): Edited {
  const edited = inSteps(text, operations, added);
  prove(text, edited.text, operations);
  return edited;
}

function added(text: string, operation: AddVariable): readonly Splice[] {
  const before = parseDotenv(text);
  const [unreadable] = before.unreadable;
  if (unreadable !== undefined) {
    const reason = 'this line is no NAME=value, or its quote is never closed';
    const paste = variableLines(operation).join('\n');
    throw new EditRefusal(reason, positionAt(text, unreadable), paste);
  }
  if (before.entries.some(({ name }) => name === operation.name)) return [];
  return [place(text, before, operation)];
}

/** Behind the last variable of its group, else at the end with the group's heading. */
function place(text: string, { entries }: Dotenv, operation: AddVariable): Splice {
  const newline = /\r?\n/.exec(text)?.[0] ?? '\n';
  const neighbour = entries.findLast(({ name }) => operation.beside.includes(name));
  const offset = neighbour?.end ?? text.length;
  const above = text.slice(0, offset);
  const below = text.slice(offset);
  const lines = variableLines(operation);
  if (neighbour === undefined) lines.unshift(headingLine(operation.group), '');
  const isEmpty = above.trim() === '';
  const isOpen = /[^\n\uFEFF]$/.test(above);
  const isApart = isEmpty || /\n[ \t]*\r?\n$/.test(above);
  const lead = (isOpen ? newline : '') + (isApart ? '' : newline);
  // A file that had no newline at its end still has none.
  const end = isOpen ? '' : newline;
  const tail = below === '' || /^[ \t]*\r?\n/.test(below) ? '' : newline;
  return { start: offset, end: offset, insert: lead + lines.join(newline) + end + tail };
}

/** Reads the result again: the old variables with their values in their order, and the new ones. */
function prove(before: string, after: string, operations: readonly AddVariable[]): void {
  const { entries } = parseDotenv(before);
  const names = new Set(entries.map(({ name }) => name));
  const wanted = new Map(operations.map((each) => [each.name, each]));
  const fresh = [...wanted.values()].filter(({ name }) => !names.has(name));
  const result = parseDotenv(after);
  const isFresh = ({ name }: DotenvEntry): boolean => !names.has(name);
  const isKept = same(
    result.entries.filter((each) => !isFresh(each)),
    entries,
  );
  const isAdded = same(inOrder(result.entries.filter(isFresh)), inOrder(fresh));
  if (isKept && isAdded && result.unreadable.length === 0) return;
  throw new EditRefusal('the change would alter other variables', { line: 1, column: 1 });
}

type Said = Pick<DotenvEntry, 'name' | 'value' | 'commented'>;

function inOrder(list: readonly Said[]): Said[] {
  return [...list].sort((a, b) => a.name.localeCompare(b.name));
}

function same(one: readonly Said[], other: readonly Said[]): boolean {
  const said = (list: readonly Said[]): string =>
    JSON.stringify(list.map(({ name, value, commented }) => [name, value, commented]));
  return said(one) === said(other);
}
