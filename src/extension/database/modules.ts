import { posix } from 'node:path';
import { classesOf, type Classes } from '../environment/classes.js';
import { pythonSource, type PythonSource } from '../environment/python-source.js';
import { kept, keptByName } from '../kept.js';
import type { SourceFile } from '../model.js';
import { isBelow, projectOf, type Project } from '../python/project.js';

const NOT_DEPLOYED =
  /(^|\/)((tests?|testing)([_-][\w-]+)?|fixtures|alembic|migrations|versions|site-packages|docs)\/|(^|\/)(test_[^/]*|[^/]*_test|conftest)\.py$/;

const modulesIn = kept((project: Project) => new Modules(project));

/** The modules of the API in a directory, which are the same as long as the code is. */
export function modulesOf(files: ReadonlyMap<string, SourceFile>, dir: string): Modules {
  return modulesIn(projectOf(files, dir));
}

/** The modules of one API that run when it is deployed, and how they name each other. */
export class Modules {
  readonly dir: string;
  readonly classes: Classes;
  /** The directory that absolute imports start at. */
  readonly importRoot: string;
  private readonly files: ReadonlyMap<string, SourceFile>;
  private readonly deployed: readonly SourceFile[];
  /** By the patterns they were looked for with. */
  private readonly found = keptByName<readonly PythonSource[]>();

  constructor(readonly project: Project) {
    this.dir = project.dir;
    this.files = project.files;
    const inside = /^\.?$/.test(this.dir) ? 0 : this.dir.length + 1;
    this.deployed = [...project.files.values()].filter(
      ({ path }) => isBelow(path, this.dir) && !NOT_DEPLOYED.test(path.slice(inside)),
    );
    this.classes = classesOf(project);
    this.importRoot = this.findImportRoot();
  }

  /** The modules whose text matches. */
  matching(pattern: RegExp): readonly PythonSource[] {
    return this.found(this.deployed, String(pattern), () =>
      // A byte order mark is no part of the first line.
      this.deployed
        .filter(({ text }) => pattern.test(text.replace(/^\uFEFF/, '')))
        .map(pythonSource),
    );
  }

  /** The dotted name other modules import a module by. */
  nameOf(file: string): string {
    const inside = posix.relative(this.importRoot, file);
    return inside.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.');
  }

  /** The module that a name in another one is bound in, and its name there. */
  origin(name: string, source: PythonSource, depth = 0): { source: PythonSource; name: string } {
    const imported = source.imports.get(name);
    if (imported?.name === undefined || depth > 12) return { source, name };
    const target = this.project.resolve(source.file, imported.dots, imported.module);
    const file = target.kind === 'module' ? this.files.get(target.file ?? '') : undefined;
    if (file === undefined || file.path === source.file) return { source, name };
    return this.origin(imported.name, pythonSource(file), depth + 1);
  }

  /** The module of the project that a name stands for: `from app.db import base`, `import app.db`. */
  moduleNamed(name: string, source: PythonSource): PythonSource | undefined {
    const imported = source.imports.get(name);
    if (imported === undefined) return undefined;
    const dotted = [imported.module, imported.name].filter((part) => (part ?? '') !== '').join('.');
    const target = this.project.resolve(source.file, imported.dots, dotted);
    const file = target.kind === 'module' ? this.files.get(target.file ?? '') : undefined;
    return file && pythonSource(file);
  }

  /** `src` only where modules do not call themselves `src.…`; around `dir` where it is the package. */
  private findImportRoot(): string {
    const own = [...this.files.values()].filter(({ path }) => isBelow(path, this.dir));
    const starts = (word: string): boolean => {
      const pattern = new RegExp(`^\\s*(from|import)\\s+${word}\\b`, 'm');
      return own.some(({ text }) => pattern.test(text));
    };
    const src = posix.join(this.dir, 'src');
    const inSrc = own.some(({ path }) => isBelow(path, src));
    if (inSrc) return starts('src') ? this.dir : src;
    const name = posix.basename(this.dir);
    const isPackage =
      /^[A-Za-z_]\w*$/.test(name) &&
      starts(name) &&
      this.project.at(posix.join(this.dir, name)) === undefined;
    return isPackage ? posix.dirname(this.dir) : this.dir;
  }
}
