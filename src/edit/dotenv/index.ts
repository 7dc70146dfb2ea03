import { EditRefusal, positionAt, type Edited, type Span } from '../refusal.js';
import type { AddVariable, DotenvOperation } from './operation.js';
import { parseDotenv, type Dotenv } from './parse.js';
import { headingLine, variableLines } from './write.js';

export type { AddVariable, DotenvOperation } from './operation.js';

/**
 * Adds variables to a dotenv file. What is there keeps its place, comments and value; a variable
 * that is there already, also as a comment, is not added.
 * @throws EditRefusal where the file cannot be read safely
 */
export function editDotenv(text: string, operations: readonly DotenvOperation[]): Edited {
  const state = operations.reduce<Edited>(add, { text, spans: [] });
  if (state.text !== text) prove(text, state.text, operations);
  return state;
}

function add({ text, spans }: Edited, operation: AddVariable): Edited {
  const before = parseDotenv(text);
  const [unreadable] = before.unreadable;
  if (unreadable !== undefined) {
    const reason = 'this line is no NAME=value, or its quote is never closed';
    const paste = variableLines(operation).join('\n');
    throw new EditRefusal(reason, positionAt(text, unreadable), paste);
  }
  if (before.entries.some(({ name }) => name === operation.name)) return { text, spans };
  const { offset, block } = place(text, before, operation);
  const inserted = { start: offset, end: offset + block.length };
  const moved = spans.map(({ start, end }) => {
    const by = start >= offset ? block.length : 0;
    return { start: start + by, end: end + by };
  });
  const changed = text.slice(0, offset) + block + text.slice(offset);
  return { text: changed, spans: joined([...moved, inserted]) };
}

/** Behind the last variable of its group, else at the end with the group's heading. */
function place(
  text: string,
  { entries }: Dotenv,
  operation: AddVariable,
): { readonly offset: number; readonly block: string } {
  const newline = /\r?\n/.exec(text)?.[0] ?? '\n';
  const neighbour = entries.findLast(({ name }) => operation.beside.includes(name));
  const offset = neighbour?.end ?? text.length;
  const above = text.slice(0, offset);
  const below = text.slice(offset);
  const lines = variableLines(operation);
  if (neighbour === undefined) lines.unshift(headingLine(operation.group), '');
  const isEmpty = above.trim() === '';
  const isOpen = !isEmpty && !above.endsWith('\n');
  const isApart = /(^|\n)[ \t]*\r?\n$/.test(above);
  const lead = isEmpty ? '' : isOpen ? newline + newline : isApart ? '' : newline;
  // A file that had no newline at its end still has none.
  const end = isOpen ? '' : newline;
  const tail = below === '' || /^[ \t]*\r?\n/.test(below) ? '' : newline;
  return { offset, block: lead + lines.join(newline) + end + tail };
}

/** Spans that touch are one. */
function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last === undefined || span.start > last.end) result.push(span);
    else result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  }
  return result;
}

/** Reads the result again: the old variables with their values in their order, and the new ones. */
function prove(before: string, after: string, operations: readonly AddVariable[]): void {
  const old = parseDotenv(before);
  const known = new Set(old.entries.map(({ name }) => name));
  const added = new Map(
    operations.filter(({ name }) => !known.has(name)).map((each) => [each.name, each]),
  );
  const result = parseDotenv(after);
  const kept = result.entries.filter(({ name }) => !added.has(name));
  const fresh = result.entries.filter(({ name }) => added.has(name));
  const isKept =
    kept.length === old.entries.length &&
    kept.every(({ name, value, commented }, index) => {
      const was = old.entries[index];
      return name === was?.name && value === was.value && commented === was.commented;
    });
  const isAdded =
    fresh.length === added.size &&
    fresh.every(({ name, value, commented }) => {
      const wanted = added.get(name);
      return wanted !== undefined && value === wanted.value && commented === wanted.commented;
    });
  if (isKept && isAdded && result.unreadable.length === 0) return;
  throw new EditRefusal('the change would alter other variables', { line: 1, column: 1 });
}
