import { childOf, definitionOf, textOf } from '../../edit/python/nodes.js';
import type { PythonSource } from '../environment/python-source.js';
import { assignedTo } from './calls.js';
import { importOf } from './expression.js';
import type { StoreHandle } from './model.js';
import type { Modules } from './modules.js';

const CLIENT = /\b(AsyncIOMotorClient|AsyncMongoClient)\b/;
const DATABASE = /\b(AsyncIOMotorDatabase|AsyncDatabase)\b/;

/** The dependency (FastAPI, "Dependencies") that hands MongoDB to the application's routes. */
export function mongoDependency(
  modules: Modules,
  isLoaded: (file: string) => boolean,
): StoreHandle | undefined {
  const used = new Set(
    modules
      .matching(/\bDepends\(/)
      .flatMap(({ whole }) => [...whole.matchAll(/\bDepends\(\s*(\w+)/g)].map(([, name]) => name)),
  );
  for (const source of modules.matching(/\bdef\s+\w+[^]*->/)) {
    if (!isLoaded(source.file)) continue;
    for (const statement of source.statements) {
      const found = provided(statement, source, modules, used);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function provided(
  statement: PythonSource['statements'][number],
  source: PythonSource,
  modules: Modules,
  used: ReadonlySet<string | undefined>,
): StoreHandle | undefined {
  const definition = definitionOf(statement);
  const name = definition && childOf(definition, 'VariableName');
  const annotation = definition?.name === 'FunctionDefinition' && childOf(definition, 'TypeDef');
  if (!name || !annotation) return undefined;
  const own = textOf(name, source.text);
  if (!used.has(own)) return undefined;
  const type = meaningOf(textOf(annotation, source.text), source, modules);
  const what = DATABASE.test(type) ? 'database' : CLIENT.test(type) ? 'client' : undefined;
  const line = importOf(own, source, modules);
  if (what === undefined || line === undefined) return undefined;
  // As the application's own routes write it.
  const isAnnotated = modules.matching(/^\s*from typing import [^]*\bAnnotated\b/m).length > 0;
  const parameter = isAnnotated
    ? `mongo: Annotated[Any, Depends(${own})]`
    : `mongo: Any = Depends(${own})`;
  return { code: 'mongo', imports: [line], what, parameter };
}

/** An annotation together with what its names are other names for. */
function meaningOf(annotation: string, source: PythonSource, modules: Modules): string {
  const names = annotation.match(/[A-Za-z_]\w*/g) ?? [];
  const aliases = names.flatMap((name) => {
    const origin = modules.origin(name, source);
    return origin.source.statements.flatMap((statement) => {
      const assigned = assignedTo(statement);
      const isIt =
        assigned !== undefined && textOf(assigned.name, origin.source.text) === origin.name;
      return isIt ? [textOf(assigned.value, origin.source.text)] : [];
    });
  });
  return [annotation, ...aliases].join(' ');
}
