import { posix } from 'node:path';
import { keptByName } from '../kept.js';
import type { SourceFile } from '../model.js';
import { filesByKind } from '../source/kinds.js';
import type { Value } from './values.js';

type Files = ReadonlyMap<string, SourceFile>;

/** Where a dotted module name leads: a file, a package directory, or out of the project. */
export type Target = Extract<Value, { kind: 'module' | 'external' }>;

const projects = keptByName<Project>();

/** The project in a directory, which is the same as long as the code is. */
export function projectOf(files: Files, dir: string): Project {
  const { python } = filesByKind(files);
  return projects(python, dir, () => new Project(python, dir));
}

/** Finds the modules that imports name. */
export class Project {
  /** The modules by their paths. */
  readonly files: Files;
  private readonly directories = new Set<string>();
  /** The modules of one directory mostly import the same ones. */
  private readonly targets = keptByName<Target>();

  constructor(
    python: readonly SourceFile[],
    readonly dir: string,
  ) {
    this.files = new Map(python.map((file) => [file.path, file]));
    for (const path of this.files.keys()) {
      if (!isBelow(path, dir)) continue;
      for (let at = posix.dirname(path); at !== dir && at !== '.'; at = posix.dirname(at)) {
        if (this.directories.has(at)) break;
        this.directories.add(at);
      }
    }
    this.directories.add(dir);
  }

  /** Resolves `from <dots><name>` of a module; one dot is the module's own package. */
  resolve(from: string, dots: number, name: string): Target {
    const directory = posix.dirname(from);
    return this.targets(this.files, `${directory} ${dots} ${name}`, () =>
      this.search(directory, dots, name),
    );
  }

  private search(directory: string, dots: number, name: string): Target {
    const parts = name === '' ? [] : name.split('.');
    if (dots > 0) {
      let base = directory;
      for (let up = 1; up < dots; up += 1) base = posix.dirname(base);
      return this.at(posix.join(base, ...parts)) ?? { kind: 'external', name };
    }
    // Absolute names start at a directory on the path: the API's own, `src`, or one around the module;
    // a directory that is itself the package (`app/main.py` at the root) is found by its name.
    const [first = ''] = parts;
    const around = first === posix.basename(this.dir) ? [posix.dirname(this.dir)] : [];
    for (const root of [...this.roots(directory), ...around]) {
      if (this.at(posix.join(root, first)) === undefined) continue;
      const target = this.at(posix.join(root, ...parts));
      if (target !== undefined) return target;
    }
    return { kind: 'external', name };
  }

  /** The module or package at a path without `.py`. */
  at(path: string): Extract<Value, { kind: 'module' }> | undefined {
    const init = `${path}/__init__.py`;
    if (this.files.has(init)) return { kind: 'module', file: init, dir: path };
    if (this.files.has(`${path}.py`)) return { kind: 'module', file: `${path}.py`, dir: path };
    if (this.directories.has(path)) return { kind: 'module', file: undefined, dir: path };
    return undefined;
  }

  private roots(directory: string): string[] {
    const roots = [this.dir, posix.join(this.dir, 'src')];
    for (let at = directory; isBelow(at, this.dir); at = posix.dirname(at)) {
      roots.push(at);
    }
    return roots;
  }
}

/** True for a path inside a directory; `.` is the whole extension. */
export function isBelow(path: string, dir: string): boolean {
  return dir === '.' || dir === '' ? path !== '.' : path.startsWith(`${dir}/`);
}
