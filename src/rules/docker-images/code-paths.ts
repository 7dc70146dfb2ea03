import { posix } from 'node:path';
import type { Extension, SourceFile } from '../../extension/model.js';
import type { DeployedImage } from './deployed-images.js';

/** What Python code writes to. */
interface CodePaths {
  /** Directories it makes, or writes into, by name. */
  readonly trees: readonly string[];
  /** Does it write to places whose name is not known? They may be in its working directory. */
  readonly elsewhere: boolean;
}

/** `os.makedirs("uploads")`, `Path("uploads").mkdir()`; a name of the settings or a literal. */
const MAKES = [
  /\b(?:makedirs|mkdir)\(\s*(?:["']([^"']+)["']|settings\.(\w+))/g,
  /\bPath\(\s*(?:["']([^"']+)["']|settings\.(\w+))\s*\)\.mkdir\b/g,
  /\bopen\(\s*f?["']([^"'{}]+)\/[^"'/]*["']\s*,\s*(?:mode=)?["'][rb+]*[wax]/g,
];

const WRITES =
  /\bopen\([^\n]*["'][rb+]*[wax][b+]*["']|\.write_(?:text|bytes)\(|\b(?:makedirs|mkdir)\(|FileHandler\(|sqlite(?:\+\w+)?:\/\/\/(?!\/|:memory:)|\bshutil\.(?:copy|move)/;

const NO_PROGRAM = /(^|\/)(tests?|alembic|migrations)\/|(^|\/)(test_[^/]+|conftest)\.py$/;

/** Looks through the Python files that are copied into an image; comments count as code. */
export function codePaths(extension: Extension, image: DeployedImage): CodePaths {
  const trees = new Set<string>();
  let elsewhere = false;
  for (const { path, text } of copiedPython(extension, image)) {
    if (!WRITES.test(text) || NO_PROGRAM.test(path)) continue;
    const named = MAKES.flatMap((pattern) => [...text.matchAll(pattern)]).map(
      ([, literal, field]) => literal ?? defaultOf(extension, field ?? ''),
    );
    for (const name of named) if (name !== undefined && name !== '') trees.add(name);
    elsewhere ||= named.length === 0 || named.includes(undefined);
  }
  return { trees: [...trees], elsewhere };
}

/** What a field of the settings holds where nothing sets it. */
function defaultOf({ variables }: Extension, field: string): string | undefined {
  const found = variables.find(({ name }) => name.toLowerCase() === field.toLowerCase());
  const value = found?.code?.default;
  return value?.kind === 'known' ? value.text : undefined;
}

function copiedPython({ files }: Extension, { dockerfile, context }: DeployedImage): SourceFile[] {
  const sources = dockerfile.final.copies
    .filter(({ from }) => from === undefined)
    .flatMap((copy) => copy.sources)
    .map((source) => posix.join(context, posix.normalize(source).replace(/^\/+|\/+$/g, '')));
  const isCopied = (path: string): boolean =>
    sources.some((source) => source === '.' || path === source || path.startsWith(`${source}/`));
  return [...files.values()].filter(({ path }) => path.endsWith('.py') && isCopied(path));
}
