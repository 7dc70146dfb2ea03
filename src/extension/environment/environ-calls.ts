import { argument, argumentsOf } from '../../edit/python/calls.js';
import { isMainGuard } from '../../edit/python/limits.js';
import { children, textOf, visit, type SyntaxNode } from '../../edit/python/nodes.js';
import { stringValue } from '../../edit/python/strings.js';
import { dottedName, type PythonSource } from './python-source.js';

/** A place in the code that reads a variable of the process's environment. */
export interface EnvironCall {
  readonly name: string;
  readonly node: SyntaxNode;
  /** The default, where one is given. */
  readonly fallback: SyntaxNode | undefined;
  /** True for `os.environ["X"]`, which fails without the variable. */
  readonly required: boolean;
}

/** The environment read by an expression itself: `os.getenv("X", d)`, `os.environ["X"]`. */
export function environCall(node: SyntaxNode, source: PythonSource): EnvironCall | undefined {
  if (node.name === 'CallExpression') return called(node, source);
  if (node.name === 'MemberExpression') return subscripted(node, source);
  return node.name === 'BinaryExpression' ? asked(node, source) : undefined;
}

/** Every such place of a module, but for what only a debugging run does. */
export function environCalls(source: PythonSource): EnvironCall[] {
  const found: EnvironCall[] = [];
  for (const statement of source.statements) {
    if (isMainGuard(statement, source.text)) continue;
    visit(statement, (node) => {
      const call = environCall(node, source);
      if (call !== undefined) found.push(call);
      return true;
    });
  }
  return found;
}

function called(node: SyntaxNode, source: PythonSource): EnvironCall | undefined {
  const [callee] = children(node);
  const name = callee === undefined ? undefined : dottedName(callee, source);
  if (name !== 'os.getenv' && name !== 'os.environ.get') return undefined;
  const args = argumentsOf(node, source.text);
  return read(node, argument(args, 0, 'key'), source, argument(args, 1, 'default'), false);
}

function subscripted(node: SyntaxNode, source: PythonSource): EnvironCall | undefined {
  const [object, bracket, key] = children(node);
  if (object === undefined || bracket?.name !== '[') return undefined;
  if (dottedName(object, source) !== 'os.environ' || isTarget(node)) return undefined;
  return read(node, key, source, undefined, true);
}

/** `"X" in os.environ` */
function asked(node: SyntaxNode, source: PythonSource): EnvironCall | undefined {
  const [key, operator, object] = children(node);
  if (operator?.name !== 'in' || object === undefined) return undefined;
  return dottedName(object, source) === 'os.environ'
    ? read(node, key, source, undefined, false)
    : undefined;
}

function read(
  node: SyntaxNode,
  key: SyntaxNode | undefined,
  source: PythonSource,
  fallback: SyntaxNode | undefined,
  required: boolean,
): EnvironCall | undefined {
  const name = key === undefined ? undefined : stringValue(key, source.text);
  if (name === undefined || !/^[A-Za-z_]\w*$/.test(name)) return undefined;
  return { name, node, fallback, required };
}

/** True for `os.environ["X"] = …` and `del os.environ["X"]`, which read nothing. */
function isTarget(node: SyntaxNode): boolean {
  if (node.parent?.name === 'DeleteStatement') return true;
  return node.parent?.name === 'AssignStatement' && node.nextSibling?.name === 'AssignOp';
}

/** What a call is turned into right away: `int(os.getenv("X", "1"))`. */
export function conversionOf({ node }: EnvironCall, source: PythonSource): string | undefined {
  const call = node.parent?.name === 'ArgList' ? node.parent.parent : null;
  if (call?.name !== 'CallExpression') return undefined;
  const [callee] = children(call);
  return callee?.name === 'VariableName' ? textOf(callee, source.text) : undefined;
}
