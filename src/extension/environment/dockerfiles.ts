import { posix } from 'node:path';
import { declarations } from '../dockerfile/assignments.js';
import { readInstructions } from '../dockerfile/instructions.js';
import type { ComposeFile, Dockerfile, SourceFile } from '../model.js';
import type { BuildArgument } from './model.js';

type Files = ReadonlyMap<string, SourceFile>;

/**
 * The Dockerfiles that a directory's images are deployed from: those that the deployed services
 * name, else those for production, else all.
 */
export function deployedDockerfiles(
  dir: string,
  dockerfiles: readonly Dockerfile[],
  composeFiles: readonly ComposeFile[],
): Dockerfile[] {
  const own = dockerfiles.filter(({ path }) => path.startsWith(`${dir}/`));
  const used = composeFiles
    .filter(({ kind }) => kind !== 'development')
    .flatMap(({ services }) => services.map(({ dockerfile }) => dockerfile?.path));
  const named = own.filter(({ path }) => used.includes(path));
  const production = own.filter(({ path }) => /prod/i.test(posix.basename(path)));
  return [named, production, own].find((list) => list.length > 0) ?? [];
}

/** Tells whether a module gets into the image; every one does where no Dockerfile copies by name. */
export function shippedModules(
  dir: string,
  dockerfiles: readonly Dockerfile[],
): (path: string) => boolean {
  const copied = dockerfiles.flatMap(({ contextSources }) => contextSources);
  const inside = copied.map((source) => {
    const plain = posix.normalize(source.replace(/^\//, '')).replace(/\/$/, '');
    return plain === dir ? '.' : plain.startsWith(`${dir}/`) ? plain.slice(dir.length + 1) : plain;
  });
  const patterns = inside.map((source) => (source === '.' ? /^/ : startingWith(source)));
  return (path) => {
    const own = path.slice(dir.length + 1);
    return patterns.length === 0 || patterns.some((pattern) => pattern.test(own));
  };
}

/** What a source of COPY takes along. */
function startingWith(source: string): RegExp {
  const escaped = source.replace(/[.+^{}()|\\[\]]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '[^/]*').replaceAll('?', '[^/]')}(/|$)`);
}

/** The `ARG VITE_*` of Dockerfiles, which Vite puts into the bundle (Vite, "Env Variables"). */
export function buildArguments(
  dockerfiles: readonly Dockerfile[],
  files: Files,
): Map<string, BuildArgument[]> {
  const found = new Map<string, BuildArgument[]>();
  for (const { path: file } of dockerfiles) {
    const text = files.get(file)?.text ?? '';
    if (!text.includes('VITE_')) continue;
    for (const { keyword, args, position } of readInstructions(text)) {
      if (keyword !== 'ARG') continue;
      for (const [name, value] of declarations(args)) {
        if (!/^VITE_\w+$/.test(name)) continue;
        const fallback = value === undefined || value.includes('$') ? undefined : value;
        found.set(name, [...(found.get(name) ?? []), { fallback, file, position }]);
      }
    }
  }
  return found;
}
