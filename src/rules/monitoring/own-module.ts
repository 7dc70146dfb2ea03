import { posix } from 'node:path';
import { commandText } from '../../extension/compose/command.js';
import { modulesOf } from '../../extension/database/modules.js';
import { deployedDockerfiles, shippedModules } from '../../extension/environment/dockerfiles.js';
import { pythonSource } from '../../extension/environment/python-source.js';
import type { ApiApp, Extension } from '../../extension/model.js';
import { isBelow, type Project } from '../../extension/python/project.js';
import { isOfPython } from '../../extension/python/standard-library.js';
import { mostCommon } from './most-common.js';

/** A module that is added to an API. */
export interface OwnModule {
  readonly file: string;
  /** What the application's module imports it by: `app.core.metrics`, `.metrics`. */
  readonly importName: string;
  /** The packages and modules of the directory that this name starts at. */
  readonly siblings: readonly string[];
  /** An import of another module of the project, as the application's own modules write it. */
  rebased(line: string): string;
}

/**
 * Where a new module goes: into the `core` package beside the application's module, else beside it.
 * Undefined where the image would not have it, for its Dockerfile copies other files by name.
 */
export function ownModule(
  extension: Extension,
  app: ApiApp,
  names: readonly string[],
): OwnModule | undefined {
  const base = posix.dirname(app.file);
  const core = posix.join(base, 'core');
  const hasCore = [...extension.files.keys()].some(
    (path) => path.endsWith('.py') && posix.dirname(path) === core,
  );
  const directory = hasCore ? core : base;
  const file = names
    .map((name) => posix.join(directory, `${name}.py`))
    .find((path) => !extension.paths.has(path));
  if (file === undefined || !isShipped(extension, app, file)) return undefined;
  const { importRoot, project } = modulesOf(extension.files, app.dir);
  const root = rootOf(extension, app) ?? importRoot;
  const dotted = (from: string): string =>
    posix.relative(from, file).replace(/\.py$/, '').replaceAll('/', '.');
  return {
    file,
    importName: root === 'relative' ? `.${dotted(base)}` : dotted(root),
    siblings: root === 'relative' ? [] : namesIn(root, project),
    rebased: (line) => (root === 'relative' ? line : rebase(line, importRoot, root)),
  };
}

/** What modules below a directory are imported by first: `app` of `app/main.py`, `config` of `config.py`. */
function namesIn(root: string, { files }: Project): string[] {
  const inside = [...files.keys()].filter((path) => isBelow(path, root));
  const names = inside.map((path) => posix.relative(root, path).split('/')[0] ?? '');
  const own = names.map((name) => name.replace(/\.py$/, '')).filter((name) => !isOfPython(name));
  return [...new Set(own)];
}

function isShipped({ dockerfiles, composeFiles }: Extension, app: ApiApp, file: string): boolean {
  const own = deployedDockerfiles(app.dir, dockerfiles, composeFiles);
  return shippedModules(app.dir, own)(file);
}

/**
 * The directory that the application's module starts its own imports at, or `relative` where they are
 * relative; undefined where neither imports nor a start command tell.
 */
function rootOf(extension: Extension, app: ApiApp): string | undefined {
  const { files } = extension;
  const main = files.get(app.file);
  if (main === undefined) return undefined;
  const { project } = modulesOf(files, app.dir);
  const imports = [...pythonSource(main).imports.values()];
  const roots = imports.flatMap(({ dots, module }) => {
    if (dots > 0 || isOfPython(module)) return [];
    const target = project.resolve(app.file, 0, module);
    if (target.kind !== 'module') return [];
    const suffix = `/${module.replaceAll('.', '/')}`;
    const path = `/${target.dir}`;
    return path.endsWith(suffix) ? [path.slice(1, path.length - suffix.length) || '.'] : [];
  });
  const root = mostCommon(roots);
  if (root !== undefined) return root;
  if (imports.some(({ dots }) => dots > 0)) return 'relative';
  return rootFromCommand(extension, app);
}

/** `app.main:app` and `main:app` start at different directories. */
function rootFromCommand(extension: Extension, app: ApiApp): string | undefined {
  const started = [
    ...extension.dockerfiles.map(({ final }) => final.command?.join(' ') ?? ''),
    ...extension.composeFiles.flatMap(({ services }) =>
      services.map(({ definition }) => commandText(definition)),
    ),
  ].flatMap((text) => [...text.matchAll(/(?<![\w.])([A-Za-z_][\w.]*):(\w+)/g)]);
  for (const [, module = '', variable] of started) {
    const suffix = `/${module.replaceAll('.', '/')}.py`;
    const path = `/${app.file}`;
    if (variable !== app.variable || !path.endsWith(suffix)) continue;
    const root = path.slice(1, path.length - suffix.length) || '.';
    if (root === app.dir || isBelow(root, app.dir)) return root;
  }
  return undefined;
}

/** `from app.db import x` becomes `from db import x` where imports start inside of `app`. */
function rebase(line: string, from: string, to: string): string {
  if (from === to) return line;
  const isDeeper = isBelow(to, from);
  const between = posix.relative(isDeeper ? from : to, isDeeper ? to : from).replaceAll('/', '.');
  return line.replace(/^(from|import) ([\w.]+)/, (whole, word: string, module: string) => {
    if (!isDeeper) return `${word} ${between}.${module}`;
    return module.startsWith(`${between}.`) ? `${word} ${module.slice(between.length + 1)}` : whole;
  });
}
