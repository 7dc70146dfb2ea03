import type { Database } from '../../extension/database/model.js';

const FROM = /^from (\S+) import (.+)$/;

/** The import statements of env.py: the modules with models, and what its expressions need. */
export function environmentImports({ modelModules, ...database }: Database): string[] {
  const needed = [
    ...[database.metadata, database.schema],
    ...[database.engine?.url, database.engine?.connectArgs],
  ].flatMap((expression) =>
    expression !== undefined && 'imports' in expression ? expression.imports : [],
  );
  const models = modelModules.map(({ name }) => `import ${name}  # noqa: F401`);
  const plain = needed.filter(
    (line) => !FROM.test(line) && !models.includes(`${line}  # noqa: F401`),
  );
  const names = new Map<string, Set<string>>();
  for (const line of needed) {
    const [, module, name] = FROM.exec(line) ?? [];
    if (module === undefined || name === undefined) continue;
    names.set(module, (names.get(module) ?? new Set()).add(name));
  }
  const from = [...names].map(
    ([module, each]) => `from ${module} import ${[...each].sort().join(', ')}`,
  );
  return [...new Set([...models, ...plain])].sort().concat(from.sort());
}
