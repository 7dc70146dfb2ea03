import { posix } from 'node:path';
import { excludes, isExcluded } from '../../edit/ignore/index.js';
import type { Extension } from '../../extension/model.js';
import { usesGit, usesTests } from './context-uses.js';

/** Something that has no place in an image. */
export interface Waste {
  /** For a .dockerignore: from the root of the context. */
  readonly pattern: string;
  /** Files that the pattern has to keep out. */
  readonly paths: readonly string[];
}

/** Caches of tools, looked for where pyproject.toml names the tool. */
const TOOLS = ['pytest', 'mypy', 'ruff'] as const;

/** What lies, or will lie, in a context and that its .dockerignore does not keep out. */
export function unwantedIn(extension: Extension, context: string): Waste[] {
  const text = extension.files.get(posix.join(context, '.dockerignore'))?.text ?? '';
  const sources = copiedSources(extension, context);
  return wasteOf(extension, context).filter(
    ({ pattern, paths }) =>
      !paths.every((path) => isExcluded(text, path)) &&
      // What a COPY names is wanted, whatever it is.
      !sources.some((source) => excludes(pattern, source)),
  );
}

function wasteOf(extension: Extension, context: string): Waste[] {
  const inside = (paths: Iterable<string>): string[] =>
    [...paths].flatMap((path) => within(context, path) ?? []);
  const below = (directories: Iterable<string>, name: string): string[] =>
    [...directories].map((directory) => posix.join(directory, name, 'x'));

  const webs = inside(extension.webs.map(({ dir }) => dir));
  const files = inside(extension.files.keys());
  const modules = new Set(
    files.filter((path) => path.endsWith('.py')).map((path) => posix.dirname(path)),
  );
  const projects = files.filter((path) => posix.basename(path) === 'pyproject.toml');
  const roots = projects.map((path) => posix.dirname(path));
  const usesTool = (tool: string): boolean =>
    projects.some((path) => extension.files.get(posix.join(context, path))?.text.includes(tool));
  const tests = usesTests(extension) ? [] : inside(extension.testDirectories);

  const candidates: Waste[] = [
    // Only the root of the repository has one.
    { pattern: '.git', paths: context === '.' && !usesGit(extension) ? ['.git/HEAD'] : [] },
    { pattern: '**/node_modules', paths: below(webs, 'node_modules') },
    { pattern: '**/.env.local', paths: webs.map((dir) => posix.join(dir, '.env.local')) },
    { pattern: '**/.env.*.local', paths: webs.map((dir) => posix.join(dir, '.env.x.local')) },
    { pattern: '**/__pycache__', paths: below(modules, '__pycache__') },
    { pattern: '**/.venv', paths: below(roots, '.venv') },
    ...TOOLS.filter(usesTool).map((tool) => ({
      pattern: `**/.${tool}_cache`,
      paths: below(roots, `.${tool}_cache`),
    })),
    ...tests.map((path) => ({ pattern: path, paths: [`${path}/x`] })),
  ];
  return candidates.filter(({ paths }) => paths.length > 0);
}

/** What any Dockerfile that is built with the context, or lies in it, copies by name. */
function copiedSources({ composeFiles, dockerfiles }: Extension, context: string): string[] {
  const built = composeFiles
    .flatMap(({ services }) => services)
    .filter(({ build }) => build?.context === context)
    .flatMap(({ dockerfile }) => dockerfile ?? []);
  const lying = dockerfiles.filter(({ path }) => within(context, path) !== undefined);
  return [...built, ...lying]
    .flatMap(({ contextSources }) => contextSources)
    .map((source) => posix.normalize(source).replace(/^\/+|\/+$/g, ''))
    .filter((source) => source !== '' && source !== '.' && !source.startsWith('..'));
}

/** The path as seen from the context; undefined for one that is not in it. */
function within(context: string, path: string): string | undefined {
  if (context === '.') return path;
  if (path === context) return '.';
  return path.startsWith(`${context}/`) ? path.slice(context.length + 1) : undefined;
}
