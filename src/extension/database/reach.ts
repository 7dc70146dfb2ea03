import { posix } from 'node:path';
import { pythonSource, type PythonSource } from '../environment/python-source.js';
import { keptByName } from '../kept.js';
import type { SourceFile } from '../model.js';
import type { Project } from '../python/project.js';

/** Modules that are found at run time, which no import statement names. */
const DYNAMIC = /\b(importlib|import_module|pkgutil|__import__|walk_packages)\b/;
/** `import a.b, c.d as e`: it binds `a` alone, and brings along what the whole names stand for. */
const PLAIN = /^[ \t]*import[ \t]+([\w., \t]+)/gm;
const STAR = /^[ \t]*from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+\*/gm;

/**
 * The files of the modules that importing one brings along, also by packages on the way; undefined
 * where some are only found at run time.
 */
export function reachableFrom(
  start: SourceFile,
  project: Project,
): ReadonlySet<string> | undefined {
  return reached(project, start.path, () => reach(start, project));
}

const reached = keptByName<ReadonlySet<string> | undefined>();

function reach(start: SourceFile, project: Project): ReadonlySet<string> | undefined {
  if (DYNAMIC.test(start.text)) return undefined;
  const found = new Set<string>();
  const open = [start];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const path of importedBy(pythonSource(next), project)) {
      const file = project.files.get(path);
      if (file === undefined || found.has(path)) continue;
      if (DYNAMIC.test(file.text)) return undefined;
      found.add(path);
      open.push(file);
    }
  }
  return found;
}

/** The modules that import statements name, and the packages around them. */
function importedBy({ file, whole, everyImport }: PythonSource, project: Project): string[] {
  const stars = [...whole.matchAll(STAR)].map(([, dots = '', module = '']) => ({
    dots: dots.length,
    module,
    name: undefined,
  }));
  const plain = [...whole.matchAll(PLAIN)].flatMap(([, names = '']) =>
    names.split(',').map((each) => {
      const [module = ''] = each.trim().split(/[ \t]/);
      return { dots: 0, module, name: undefined };
    }),
  );
  return [...everyImport, ...plain, ...stars].flatMap(({ dots, module, name }) =>
    [module, ...(name === undefined ? [] : [module === '' ? name : `${module}.${name}`])].flatMap(
      (dotted) => {
        const target = project.resolve(file, dots, dotted);
        if (target.kind !== 'module') return [];
        return [...(target.file === undefined ? [] : [target.file]), ...packagesAround(target.dir)];
      },
    ),
  );
}

function packagesAround(directory: string): string[] {
  const found: string[] = [];
  for (let at = directory; at !== '.' && at !== ''; at = posix.dirname(at)) {
    found.push(`${at}/__init__.py`);
  }
  return found;
}
