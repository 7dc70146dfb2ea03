import { applySplices, type Splice } from '../yaml/splice.js';
import { children, childOf, textOf, visit, type SyntaxNode } from './nodes.js';
import type { CatchToo } from './operation.js';
import { refuserOf, soundModule } from './sound.js';
import { errorIn, parsePython, type Syntax } from './syntax.js';

/** Errors that are caught with whatever `also` is. */
const WIDE = /\b(Exception|BaseException)\b/;

/** `except (SQLAlchemyError, OSError)` for `except SQLAlchemyError`; empty where no handler is that narrow. */
export function catchToo(text: string, operation: CatchToo): Splice[] {
  const wanted = `(${operation.caught}, ${operation.also})`;
  const refuse = refuserOf(text, `except ${wanted}`);
  const syntax = soundModule(text, refuse);
  const splices = narrowHandlers(syntax, operation).map(({ from, to }) => ({
    start: from,
    end: to,
    insert: wanted,
  }));
  const after = parsePython(applySplices(text, splices));
  if (errorIn(after) !== undefined || narrowHandlers(after, operation).length > 0) {
    throw refuse(`${operation.name} cannot be made to catch more`, 0);
  }
  return splices;
}

/** What a function's handlers catch, where it is the one error and no other handler catches `also`. */
export function narrowHandlers(
  { tree, text }: Pick<Syntax, 'tree' | 'text'>,
  { name, caught, also }: Omit<CatchToo, 'op'>,
): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const isCaught = new RegExp(`\\b${also}\\b`);
  visit(tree.topNode, (node) => {
    if (node.name !== 'FunctionDefinition') return true;
    const own = childOf(node, 'VariableName');
    if (own === undefined || textOf(own, text) !== name) return true;
    visit(node, (inner) => {
      if (inner.name !== 'TryStatement') return true;
      const parts = children(inner);
      const types = parts.flatMap((part, index) =>
        parts[index - 1]?.name === 'except' ? [part] : [],
      );
      const sources = types.map((type) => textOf(type, text));
      const isWide = types.some(({ name: kind }) => kind === 'Body');
      if (!isWide && !sources.some((each) => WIDE.test(each) || isCaught.test(each))) {
        found.push(...types.filter((_, index) => sources[index] === caught));
      }
      return true;
    });
    return false;
  });
  return found;
}
