import { applySplices, type Splice } from '../yaml/splice.js';
import { argumentsOf, calleeOf } from './calls.js';
import { visit, type SyntaxNode } from './nodes.js';
import type { PassKeyword } from './operation.js';
import { refuserOf, soundModule } from './sound.js';
import { errorIn, parsePython, type Syntax } from './syntax.js';

/**
 * The keyword behind the last argument of every call that lacks it; empty where none does.
 * @throws EditRefusal where a call has no argument to put it behind
 */
export function passKeyword(text: string, operation: PassKeyword): Splice[] {
  const { keyword, value } = operation;
  const given = `${keyword}=${value}`;
  const refuse = refuserOf(text, given);
  const syntax = soundModule(text, refuse);
  const splices = callsWithout(syntax, operation).map((call): Splice => {
    const last = argumentsOf(call, text).at(-1);
    if (last === undefined) throw refuse('the call has no arguments', call.from);
    return { start: last.value.to, end: last.value.to, insert: `, ${given}` };
  });
  const after = parsePython(applySplices(text, splices));
  if (errorIn(after) !== undefined || callsWithout(after, operation).length > 0) {
    throw refuse(`${given} cannot be passed here`, 0);
  }
  return splices;
}

/** The calls that do not have the keyword, and do not get it from a dictionary. */
export function callsWithout(
  { statements, text }: Pick<Syntax, 'statements' | 'text'>,
  { calls, keyword }: Pick<PassKeyword, 'calls' | 'keyword'>,
): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (const statement of statements) {
    visit(statement, (node) => {
      if (node.name !== 'CallExpression' || !calls.includes(calleeOf(node, text))) return true;
      const keywords = argumentsOf(node, text).map((each) => each.keyword);
      if (!keywords.includes(keyword) && !keywords.includes('**')) found.push(node);
      return true;
    });
  }
  return found;
}
