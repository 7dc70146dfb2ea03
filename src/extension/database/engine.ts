import { posix } from 'node:path';
import { argument, argumentsOf } from '../../edit/python/calls.js';
import { textOf, type SyntaxNode } from '../../edit/python/nodes.js';
import type { PythonSource } from '../environment/python-source.js';
import { assignedTo, callsIn } from './calls.js';
import { importOf, importable, namesIn } from './expression.js';
import type { Engine, Expression } from './model.js';
import type { Modules } from './modules.js';

const ENGINE = /^(sqlalchemy|sqlmodel)\.(\w+\.)*(create_engine|create_async_engine)$/;
const SIDE = /(^|\/)(scripts?|tools?|seeds?|examples?)\/|seed|demo/;

/** The engine that the application works with: async before sync, the application's own before scripts'. */
export function engineOf(modules: Modules): Engine | undefined {
  const found = modules.matching(/create_(async_)?engine/).flatMap((source) =>
    callsIn(source)
      .filter(({ callee }) => ENGINE.test(callee))
      .map(({ node, callee }) =>
        engine(node, callee.endsWith('create_async_engine'), source, modules),
      ),
  );
  return found.sort((a, b) => rank(b, modules.dir) - rank(a, modules.dir))[0];
}

function rank({ file, isAsync, url }: Engine, dir: string): number {
  const isSide = SIDE.test(posix.relative(dir, file));
  return (isSide ? 0 : 4) + (isAsync ? 2 : 0) + (url === undefined ? 0 : 1);
}

function engine(
  call: SyntaxNode,
  isAsync: boolean,
  source: PythonSource,
  modules: Modules,
): Engine {
  const args = argumentsOf(call, source.text);
  const url = argument(args, 0, 'url');
  const connectArgs = args.find(({ keyword }) => keyword === 'connect_args')?.value;
  return {
    isAsync,
    connectArgs: connectArgs && importable(connectArgs, source, modules),
    url: url && urlOf(url, call, source, modules),
    file: source.file,
    position: source.position(call),
  };
}

/** The expression of the URL; a literal is not copied, the engine that has it is asked for it. */
function urlOf(
  url: SyntaxNode,
  call: SyntaxNode,
  source: PythonSource,
  modules: Modules,
): Expression | undefined {
  const isLiteral = namesIn(url, source).size === 0;
  const expression = isLiteral ? undefined : importable(url, source, modules);
  if (expression !== undefined) return expression;
  const variable = source.statements
    .map(assignedTo)
    .find((each) => each?.value.from === call.from && each.value.to === call.to)?.name;
  if (variable === undefined) return undefined;
  const name = textOf(variable, source.text);
  const line = importOf(name, source, modules);
  return line === undefined ? undefined : { code: `${name}.url`, imports: [line] };
}
