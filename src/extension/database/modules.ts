import { posix } from 'node:path';
import { Classes } from '../environment/classes.js';
import { pythonSource, type PythonSource } from '../environment/python-source.js';
import type { SourceFile } from '../model.js';
import { Project, isBelow } from '../python/project.js';

const NOT_DEPLOYED =
  /(^|\/)((tests?|testing)([_-][\w-]+)?|fixtures|alembic|migrations|versions|site-packages|docs)\/|(^|\/)(test_[^/]*|[^/]*_test|conftest)\.py$/;

/** The modules of one API that run when it is deployed, and how they name each other. */
export class Modules {
  readonly project: Project;
  readonly classes: Classes;
  /** The directory that absolute imports start at. */
  readonly importRoot: string;

  constructor(
    private readonly files: ReadonlyMap<string, SourceFile>,
    readonly dir: string,
  ) {
    this.project = new Project(files, dir);
    this.classes = new Classes(this.project);
    this.importRoot = this.findImportRoot();
  }

  /** The modules whose text matches. */
  matching(pattern: RegExp): PythonSource[] {
    return [...this.files.values()]
      .filter((file) => pattern.test(file.text))
      .flatMap((file) => {
        const { path } = file;
        if (!path.endsWith('.py') || !isBelow(path, this.dir)) return [];
        if (NOT_DEPLOYED.test(posix.relative(this.dir, path))) return [];
        return [pythonSource(file)];
      });
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
    const paths = [...this.files.keys()].filter((path) => path.endsWith('.py'));
    const starts = (word: string): boolean =>
      paths.some(
        (path) =>
          isBelow(path, this.dir) &&
          new RegExp(`^\\s*(from|import)\\s+${word}\\b`, 'm').test(
            this.files.get(path)?.text ?? '',
          ),
      );
    const src = posix.join(this.dir, 'src');
    const inSrc = paths.some((path) => isBelow(path, src));
    if (inSrc) return starts('src') ? this.dir : src;
    const own = posix.basename(this.dir);
    const isPackage =
      /^[A-Za-z_]\w*$/.test(own) &&
      starts(own) &&
      this.project.at(posix.join(this.dir, own)) === undefined;
    return isPackage ? posix.dirname(this.dir) : this.dir;
  }
}
