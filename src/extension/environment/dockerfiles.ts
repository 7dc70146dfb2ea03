import { posix } from 'node:path';
import { execForm, shellWords } from '../dockerfile/words.js';
import { readInstructions, type Instruction } from '../dockerfile/instructions.js';
import { assignments } from '../dockerfile/assignments.js';
import type { ComposeFile, SourceFile } from '../model.js';
import type { BuildArgument } from './model.js';

type Files = ReadonlyMap<string, SourceFile>;

/**
 * The Dockerfiles that a directory's images are deployed from: those that the deployed services
 * name, else those for production, else all.
 */
export function deployedDockerfiles(
  dir: string,
  paths: readonly string[],
  composeFiles: readonly ComposeFile[],
): string[] {
  const own = paths.filter((path) => path.startsWith(`${dir}/`));
  const named = composeFiles
    .filter(({ kind }) => kind !== 'development')
    .flatMap(({ services }) => services.flatMap(({ dockerfile }) => dockerfile?.path ?? []))
    .filter((path) => own.includes(path));
  const production = own.filter((path) => /prod/i.test(posix.basename(path)));
  return [...new Set([named, production, own].find((list) => list.length > 0))];
}

/** Tells whether a module gets into the image; every one does where no Dockerfile copies by name. */
export function shippedModules(
  dir: string,
  dockerfiles: readonly string[],
  files: Files,
): (path: string) => boolean {
  const copied = dockerfiles.flatMap((path) =>
    readInstructions(files.get(path)?.text ?? '').flatMap(copySources),
  );
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

/** What a source of COPY takes along; a variable in it may be anything. */
function startingWith(source: string): RegExp {
  if (source.includes('$')) return /^/;
  const escaped = source.replace(/[.+^{}()|\\[\]]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '[^/]*').replaceAll('?', '[^/]')}(/|$)`);
}

function copySources({ keyword, flags, args }: Instruction): string[] {
  if (keyword !== 'COPY' && keyword !== 'ADD') return [];
  if (flags.some((flag) => flag.startsWith('--from'))) return [];
  return (execForm(args) ?? shellWords(args)).slice(0, -1);
}

/** The `ARG VITE_*` of Dockerfiles, which Vite puts into the bundle (Vite, "Env Variables"). */
export function buildArguments(
  dockerfiles: readonly string[],
  files: Files,
): Map<string, BuildArgument[]> {
  const found = new Map<string, BuildArgument[]>();
  for (const file of dockerfiles) {
    const text = files.get(file)?.text ?? '';
    if (!text.includes('VITE_')) continue;
    for (const { keyword, args, position } of readInstructions(text)) {
      if (keyword !== 'ARG') continue;
      for (const [name, value] of assignments(args)) {
        if (!/^VITE_\w+$/.test(name)) continue;
        const fallback = value === undefined || value.includes('$') ? undefined : value;
        found.set(name, [...(found.get(name) ?? []), { fallback, file, position }]);
      }
    }
  }
  return found;
}
