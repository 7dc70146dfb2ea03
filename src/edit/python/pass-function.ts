import { applySplices, type Splice } from '../yaml/splice.js';
import { bindingsOf } from './bindings.js';
import { argumentsOf, calleeOf } from './calls.js';
import { childOf, visit, type SyntaxNode } from './nodes.js';
import type { PassFunction } from './operation.js';
import { commentStart, lineStart } from './remove-lines.js';
import { restyle } from './restyle.js';
import { styleOf } from './style.js';
import { refuserOf, soundModule } from './sound.js';
import { errorIn, parsePython, type Syntax } from './syntax.js';

/**
 * The function, and the keyword in every call that lacks it; empty where none does.
 * @throws EditRefusal where the name stands for something else, or a call cannot be added to
 */
export function passFunction(text: string, operation: PassFunction): Splice[] {
  const { call, beside, name, code } = operation;
  const refuse = refuserOf(text, code);
  const syntax = soundModule(text, refuse);

  const calls = callsLacking(syntax, operation);
  const first = syntax.statements.find((statement) =>
    calls.some(({ from }) => from < statement.to),
  );
  if (first === undefined) return [];
  const taken = syntax.statements
    .flatMap((statement) => bindingsOf(statement, text))
    .find((binding) => binding.name === name);
  if (taken !== undefined) {
    throw refuse(`the name ${name} already stands for something else`, taken.node.from);
  }
  const style = styleOf(syntax);
  const start = commentStart(first, text, /^/);
  const body = restyle(code, style);
  const splices = [
    { start, end: start, insert: body + style.newline.repeat(style.gap + 1) },
    ...calls.map((each) => keyword(each, syntax, operation, style.newline)),
  ];
  const after = parsePython(applySplices(text, splices));
  const isDone =
    errorIn(after) === undefined &&
    after.statements.length === syntax.statements.length + 1 &&
    callsLacking(after, operation).length === 0;
  if (!isDone) throw refuse(`${call} cannot be given ${name} beside ${beside}`, first.from);
  return splices;
}

/** The calls with the one keyword and without any of the others. */
function callsLacking({ tree, text }: Syntax, operation: PassFunction): SyntaxNode[] {
  const { call, beside, name, instead } = operation;
  const found: SyntaxNode[] = [];
  visit(tree.topNode, (node) => {
    if (node.name === 'CallExpression' && calleeOf(node, text) === call) {
      const keywords = argumentsOf(node, text).map(({ keyword: each }) => each);
      const isThere = [name, ...instead, '**'].some((each) => keywords.includes(each));
      if (keywords.includes(beside) && !isThere) found.push(node);
    }
    return true;
  });
  return found;
}

/** Behind the other keyword: on a line of its own where that has one. */
function keyword(
  call: SyntaxNode,
  { text }: Syntax,
  { beside, name }: PassFunction,
  newline: string,
): Splice {
  const list = childOf(call, 'ArgList') ?? call;
  const other = argumentsOf(call, text).find((each) => each.keyword === beside);
  const end = other?.value.to ?? list.to;
  const own = `${name}=${name}`;
  const before = text.slice(lineStart(text, end), end);
  const indent = before.slice(0, before.length - before.trimStart().length);
  const isOwnLine = new RegExp(`^${beside}\\b`).test(before.trimStart());
  if (!isOwnLine) return { start: end, end, insert: `, ${own}` };
  const rest = /^([ \t]*,)[^\r\n]*/.exec(text.slice(end));
  const line = `${newline}${indent}${own}`;
  if (rest === null) return { start: end, end, insert: `,${line}` };
  const isAlone = /^[ \t]*,[ \t]*(#[^\r\n]*)?$/.test(rest[0]);
  const at = end + (isAlone ? rest[0].length : (rest[1] ?? '').length);
  return { start: at, end: at, insert: isAlone ? `${line},` : ` ${own},` };
}
