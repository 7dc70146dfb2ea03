import { posix } from 'node:path';
import { PLATFORM_SERVICES } from '../../extension/compose/role.js';
import type { ComposeFile, Extension } from '../../extension/model.js';
import { asText, get, isRecord } from '../../extension/records.js';
import { undefinedNames, type Kind } from './compose-references.js';

/** A deployment file with what has to be given to `docker compose` for it to be understood. */
export interface Stack {
  /** The deployment file itself. */
  readonly path: string;
  /** The files to be read, in order; the stand-in for the Platform's comes before them. */
  readonly files: readonly string[];
  /** The directory that relative paths resolve from. */
  readonly directory: string;
  /** Names that the stand-in has to define. */
  readonly missing: ReadonlyMap<Kind, readonly string[]>;
  /** Files of variables that the repository does not hold. */
  readonly envFiles: readonly string[];
}

/**
 * The deployment files as `docker compose config` can check them; those that need files from
 * elsewhere (`include` and `extends` of files that were not seen) are left out.
 */
export function composeStacks(extension: Extension): Stack[] {
  return extension.composeFiles
    .filter(({ path }) => !isBlank(extension.files.get(path)?.text ?? ''))
    .flatMap((file) => stackOf(extension, file) ?? []);
}

/** Nothing but comments, put aside for later: Compose refuses such a file, whatever is done about it. */
function isBlank(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(#.*)?$/.test(line));
}

function stackOf(extension: Extension, file: ComposeFile): Stack | undefined {
  const directory = posix.dirname(file.path);
  const below = extension.composeFiles.find(({ path }) => path === file.below);
  const files = below === undefined ? [file] : [below, file];
  const outside = files.flatMap(filesNamed).map((path) => posix.join(directory, path));
  if (outside.some((path) => !extension.paths.has(path))) return undefined;
  const envFiles = files.flatMap(envFilesOf);
  if (!envFiles.every(isBelow)) return undefined;
  const absent = envFiles
    .map((path) => posix.join(directory, path))
    .filter((path) => !extension.paths.has(path));
  const names = undefinedNames(files.map(({ data }) => data));
  const kinds = ['services', 'networks', 'volumes', 'secrets', 'configs'] as const;
  const missing = new Map(
    kinds.flatMap((kind) => (names[kind].size === 0 ? [] : [[kind, [...names[kind]]] as const])),
  );
  if (missing.size > 0 && file.override) {
    // All of the Platform's: the next one that an override adds to is there already.
    missing.set('services', [...new Set([...PLATFORM_SERVICES, ...names.services])]);
    missing.set('networks', [...new Set(['backend', 'frontend', ...names.networks])]);
  }
  return {
    path: file.path,
    files: files.map(({ path }) => path),
    directory,
    missing,
    envFiles: absent,
  };
}

/** Other compose files that one reads. */
function filesNamed({ data }: ComposeFile): string[] {
  const include = get(data, 'include');
  const included = (Array.isArray(include) ? include : []).flatMap((entry: unknown) =>
    isRecord(entry) ? [get(entry, 'path')].flat() : [entry],
  );
  const extended = definitions(data).map((definition) => {
    const base = get(definition, 'extends');
    return isRecord(base) ? get(base, 'file') : undefined;
  });
  return [...included, ...extended].flatMap((path) => asText(path) ?? []);
}

/** The files of variables that have to be there. */
function envFilesOf({ data }: ComposeFile): string[] {
  return definitions(data).flatMap((definition) =>
    [get(definition, 'env_file')].flat().flatMap((entry: unknown) => {
      if (!isRecord(entry)) return asText(entry) ?? [];
      return get(entry, 'required') === false ? [] : (asText(get(entry, 'path')) ?? []);
    }),
  );
}

/** A relative path, without variables, that does not lead out of its directory. */
function isBelow(path: string): boolean {
  return !path.includes('$') && !path.startsWith('/') && !posix.normalize(path).startsWith('..');
}

function definitions(data: ComposeFile['data']) {
  const services = get(data, 'services');
  return Object.values(isRecord(services) ? services : {}).filter(isRecord);
}
