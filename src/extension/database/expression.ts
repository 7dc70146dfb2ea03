import { childOf, children, textOf, visit, type SyntaxNode } from '../../edit/python/nodes.js';
import { bindingsOf } from '../../edit/python/bindings.js';
import type { PythonSource } from '../environment/python-source.js';
import type { Expression } from './model.js';
import type { Modules } from './modules.js';

const BUILTINS = new Set(['str', 'int', 'bool', 'None', 'True', 'False']);

/**
 * An expression as another module can write it: every name in it imported from where it comes from.
 * Undefined where a name exists only inside a function or class.
 */
export function importable(
  node: SyntaxNode,
  source: PythonSource,
  modules: Modules,
): Expression | undefined {
  const code = textOf(node, source.text);
  if (code.includes('\n')) return undefined;
  const imports = new Set<string>();
  for (const name of namesIn(node, source)) {
    if (isLocal(name, node, source)) return undefined;
    const line = importOf(name, source, modules);
    if (line === undefined && !BUILTINS.has(name)) return undefined;
    if (line !== undefined) imports.add(line);
  }
  return { code, imports: [...imports] };
}

/** The names an expression reads. */
export function namesIn(node: SyntaxNode, source: PythonSource): Set<string> {
  const found = new Set<string>();
  visit(node, (each) => {
    const isKeyword = each.nextSibling?.name === 'AssignOp' && each.parent?.name === 'ArgList';
    if (each.name === 'VariableName' && !isKeyword) found.add(textOf(each, source.text));
    return true;
  });
  return found;
}

/** The statement that brings a name of one module into another. */
export function importOf(name: string, source: PythonSource, modules: Modules): string | undefined {
  if (isDefined(name, source)) return `from ${modules.nameOf(source.file)} import ${name}`;
  const imported = source.imports.get(name);
  if (imported === undefined) return undefined;
  const target = modules.project.resolve(source.file, imported.dots, imported.module);
  const isOwn = target.kind === 'module';
  const file = isOwn ? (target.file ?? `${target.dir}/__init__.py`) : undefined;
  const module = file === undefined ? imported.module : modules.nameOf(file);
  if (imported.name === undefined) {
    return name === imported.module ? `import ${module}` : `import ${module} as ${name}`;
  }
  const alias = imported.name === name ? '' : ` as ${name}`;
  return `from ${module} import ${imported.name}${alias}`;
}

/** True where the module itself binds a name at its top level. */
function isDefined(name: string, source: PythonSource): boolean {
  return source.statements.some((statement) =>
    bindingsOf(statement, source.text).some(
      (binding) => binding.name === name && binding.kind !== 'imported',
    ),
  );
}

/** True where a function around an expression has the name as a parameter or variable. */
function isLocal(name: string, node: SyntaxNode, source: PythonSource): boolean {
  for (let at = node.parent; at !== null; at = at.parent) {
    if (at.name !== 'FunctionDefinition' && at.name !== 'LambdaExpression') continue;
    const parameters = childOf(at, 'ParamList');
    const isParameter =
      parameters !== undefined &&
      children(parameters).some((each) => textOf(each, source.text) === name);
    const body = childOf(at, 'Body');
    const isVariable =
      body !== undefined &&
      children(body).some((statement) =>
        bindingsOf(statement, source.text).some((binding) => binding.name === name),
      );
    if (isParameter || isVariable) return true;
  }
  return false;
}
