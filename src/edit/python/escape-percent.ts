import { applySplices, type Splice } from '../yaml/splice.js';
import { argument, argumentsOf, calleeOf } from './calls.js';
import { textOf, visit, type SyntaxNode } from './nodes.js';
import { styleOf } from './style.js';
import { refuserOf, soundModule } from './sound.js';
import { errorIn, parsePython, type Syntax } from './syntax.js';

/** Values that a method can be called on without parentheses around them. */
const PLAIN = /VariableName|MemberExpression|CallExpression|String|ParenthesizedExpression/;

/**
 * `.replace("%", "%%")` behind each URL that goes through configparser, which takes a percent sign
 * for the start of an interpolation (Python, "configparser").
 * @throws EditRefusal where the URL is an expression that nothing can be appended to
 */
export function escapePercent(text: string): Splice[] {
  const refuse = refuserOf(text, '.replace("%", "%%")');
  const syntax = soundModule(text, refuse);
  const { quote } = styleOf(syntax);
  const insert = `.replace(${quote}%${quote}, ${quote}%%${quote})`;
  const splices = unescapedUrls(syntax).map((value): Splice => {
    if (!PLAIN.test(value.name)) throw refuse('the URL is put together here', value.from);
    return { start: value.to, end: value.to, insert };
  });
  const after = parsePython(applySplices(text, splices));
  if (errorIn(after) !== undefined || unescapedUrls(after).length > 0) {
    throw refuse('the URL cannot be escaped here', 0);
  }
  return splices;
}

/** The URLs that `set_main_option` gets as they are; one that something is replaced in is not among them. */
export function unescapedUrls({
  statements,
  text,
}: Pick<Syntax, 'statements' | 'text'>): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const look = (node: SyntaxNode): boolean => {
    if (node.name === 'CallExpression' && calleeOf(node, text).endsWith('.set_main_option')) {
      const args = argumentsOf(node, text);
      const [option, value] = [argument(args, 0), argument(args, 1)];
      const isUrl = option !== undefined && textOf(option, text).includes('sqlalchemy.url');
      if (isUrl && value !== undefined && !textOf(value, text).includes('replace')) {
        found.push(value);
      }
    }
    return true;
  };
  for (const statement of statements) visit(statement, look);
  return found;
}
