import type { SpareImport } from '../../edit/python/index.js';
import {
  pythonSource,
  type Import,
  type PythonSource,
} from '../../extension/environment/python-source.js';
import type { Database } from '../../extension/database/model.js';
import type { Extension } from '../../extension/model.js';
import type { Project } from '../../extension/python/project.js';
import { modulesOf } from '../../extension/database/modules.js';

/**
 * The names that a module imports and that may go once it does not use them: the modules they come
 * from are loaded by others too (a module with tables that nobody imports has none), or by another name
 * beside it, and no other module takes them from here.
 */
export function spareImports(extension: Extension, { dir }: Database, path: string): SpareImport[] {
  const file = extension.files.get(path);
  if (file === undefined) return [];
  const modules = modulesOf(extension.files, dir);
  const { project } = modules;
  // Migrations and tests import models too, but do not load them for the application.
  const others = modules.matching(/\bimport\b/).filter((other) => other.file !== path);
  const loaded = new Set(others.flatMap((other) => importedModules(other, project)));
  const taken = new Set(others.flatMap((other) => namesFrom(other, path, project)));
  const own = [...pythonSource(file).imports].map(([name, imported]) => {
    return { name, source: moduleOf(imported, path, project) };
  });
  return own.flatMap(({ name, source }) => {
    const alone = source === undefined || loaded.has(source);
    const isBeside = own.some((other) => other.source === source && other.name !== name);
    return taken.has(name) || !(alone || isBeside) ? [] : [{ name, alone }];
  });
}

/** The file of the module that an import is from, or is; undefined for one of another package. */
function moduleOf({ dots, module, name }: Import, from: string, project: Project) {
  const dotted = [module, name].filter((part) => part !== undefined && part !== '').join('.');
  for (const each of [dotted, module]) {
    const target = project.resolve(from, dots, each);
    if (target.kind === 'module' && target.file !== undefined) return target.file;
  }
  return undefined;
}

function importedModules({ file, everyImport }: PythonSource, project: Project): string[] {
  return everyImport.flatMap((each) => moduleOf(each, file, project) ?? []);
}

/** The names that a module imports from the one at a path. */
function namesFrom(other: PythonSource, path: string, project: Project): string[] {
  return [...other.imports.values()].flatMap((each) => {
    const isFrom = each.name !== undefined && moduleOf(each, other.file, project) === path;
    return isFrom ? [each.name] : [];
  });
}
