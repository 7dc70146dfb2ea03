import { EditRefusal, positionAt } from '../refusal.js';
import { applySplices, type Splice } from '../yaml/splice.js';
import { bindingsOf } from './bindings.js';
import { factoryOf, isTakenIn, type Factory } from './factory.js';
import { definitionOf, textOf, type SyntaxNode } from './nodes.js';
import type { InsertBlock } from './operation.js';
import { methodCalls } from './calls.js';
import { lineStart } from './remove-lines.js';
import { restyle } from './restyle.js';
import { styleOf } from './style.js';
import { errorIn, parsePython, type Syntax } from './syntax.js';

/**
 * Where a block goes in the function that makes an application: behind the last statement above its
 * `return`. Undefined where the block is there already, or where no one function makes the variable.
 * @throws EditRefusal where what the function sets up would answer first
 */
export function insertInFactory(
  syntax: Syntax,
  operation: InsertBlock,
): Splice | 'there' | undefined {
  const { after: variable, code, defines, paths = [] } = operation;
  const { text } = syntax;
  const factory = factoryOf(syntax, variable);
  const last = factory?.body.at(-2);
  if (factory === undefined || last === undefined) return undefined;
  const refuse = (reason: string): EditRefusal =>
    new EditRefusal(reason, positionAt(text, last.from), code);

  const style = styleOf(syntax);
  const block = parsePython(code);
  const body = restyle(code, style);
  if (isThere(factory, syntax, body, defines)) return 'there';
  const own = block.statements
    .flatMap((statement) => methodCalls(statement, variable, code))
    .flatMap(({ path }) => path ?? []);
  if (isTakenIn(factory, variable, [...own, ...paths], syntax)) {
    throw refuse('another route of this function would answer first');
  }
  const indent = text.slice(lineStart(text, last.from), last.from);
  const end = endOfLine(text, last.to);
  const defined = block.statements.some((each) => definitionOf(each) !== undefined);
  const isApart = defined || definitionOf(last) !== undefined;
  const lines = body.split(style.newline).map((line) => (line === '' ? '' : indent + line));
  const isCrowded = /\S/.test(/(?:\r\n|\n|\r)([^\r\n]*)/.exec(text.slice(end))?.[1] ?? '');
  const insert = [...(isApart ? [''] : []), ...lines, ...(defined && isCrowded ? [''] : [])].map(
    (line) => style.newline + line,
  );
  const splice = { start: end, end, insert: insert.join('') };

  const after = parsePython(applySplices(text, [splice]));
  const built = factoryOf(after, variable);
  const isDone =
    errorIn(after) === undefined &&
    built?.body.length === factory.body.length + block.statements.length;
  if (!isDone) throw refuse('inserting here would change other statements');
  return splice;
}

/** The function defines the name already, or has all of the block's statements. */
function isThere(
  { body }: Factory,
  { text }: Syntax,
  code: string,
  defines: string | undefined,
): boolean {
  if (defines !== undefined) {
    return body.some((each) => bindingsOf(each, text).some(({ name }) => name === defines));
  }
  const there = new Set(body.map((each) => withoutIndent(each, text)));
  const block = parsePython(code);
  return block.statements.every((each) => there.has(withoutIndent(each, code)));
}

/** In a function a statement of several lines stands deeper. */
function withoutIndent(statement: SyntaxNode, text: string): string {
  return textOf(statement, text)
    .trim()
    .replace(/\s*[\r\n]\s*/g, '\n');
}

/** The end of the line that a statement ends on; its node may go on over the newline. */
function endOfLine(text: string, to: number): number {
  const end = text.slice(0, to).trimEnd().length;
  return end + (/[^\r\n]*/.exec(text.slice(end))?.[0].length ?? 0);
}
