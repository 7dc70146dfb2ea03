import { posix } from 'node:path';
import { positionAt } from '../../edit/refusal.js';
import { kept } from '../../extension/kept.js';
import type { Extension, SourceFile } from '../../extension/model.js';
import type { DeployedImage } from './deployed-images.js';

/** What Python code writes to. */
interface CodePaths {
  /** Directories it makes, or writes into, by name. */
  readonly trees: readonly string[];
  /** Where it writes to places whose name is not known, as `file:line`; they may be in its working directory. */
  readonly elsewhere: readonly string[];
}

/** A literal, a field of the settings, or a name of the same module. */
const PLACE = /(?:["']([^"']+)["']|settings\.(\w+)|(\w+))/.source;

/** `os.makedirs("uploads")`, `Path(settings.UPLOAD_DIR).mkdir()`, `open(f"uploads/{name}", "wb")`. */
const MAKES = [
  new RegExp(`\\b(?:makedirs|mkdir)\\(\\s*${PLACE}\\s*[,)]`, 'g'),
  new RegExp(`\\bPath\\(\\s*${PLACE}\\s*\\)\\.mkdir\\b`, 'g'),
  /\bopen\(\s*f?["']([^"'{}]+)\/[^"'/]*["']\s*,\s*(?:mode=)?["'][rb+]*[wax]/g,
];

const WRITES =
  /\bopen\([^\n]*["'][rb+]*[wax][b+]*["']|\.write_(?:text|bytes)\(|\b(?:makedirs|mkdir)\(|FileHandler\(|sqlite(?:\+\w+)?:\/\/\/(?!\/|:memory:)|\bshutil\.(?:copy|move)/;

const NO_PROGRAM = /(^|\/)(tests?|alembic|migrations)\/|(^|\/)(test_[^/]+|conftest)\.py$/;

/** Looks through the Python files that are copied into an image; comments count as code. */
export function codePaths(extension: Extension, image: DeployedImage): CodePaths {
  const trees = new Set<string>();
  const elsewhere: string[] = [];
  for (const file of copiedPython(extension, image)) {
    const { path, text } = file;
    const write = firstWrite(file);
    if (write === undefined) continue;
    const named = MAKES.flatMap((pattern) => [...text.matchAll(pattern)]).map(
      ([, literal, field, name]) =>
        literal ?? (field === undefined ? valueIn(text, name ?? '') : defaultOf(extension, field)),
    );
    for (const name of named) if (name !== undefined && name !== '') trees.add(name);
    if (named.length > 0 && !named.includes(undefined)) continue;
    elsewhere.push(`${path}:${positionAt(text, write).line}`);
  }
  return { trees: [...trees], elsewhere };
}

/** Where a program writes something first. */
const firstWrite = kept(({ path, text }: SourceFile) =>
  NO_PROGRAM.test(path) ? undefined : WRITES.exec(text)?.index,
);

/** What a field of the settings holds where nothing sets it. */
function defaultOf({ variables }: Extension, field: string): string | undefined {
  const found = variables.find(({ name }) => name.toLowerCase() === field.toLowerCase());
  const value = found?.code?.default;
  return value?.kind === 'known' ? value.text : undefined;
}

/** What a module binds a name to: a literal, or a variable's default; empty for a variable without one. */
function valueIn(text: string, name: string): string | undefined {
  const bound = new RegExp(
    `^${name}(?:\\s*:[^=\\n]*)?\\s*=\\s*(?:Path\\()?(os\\.(?:getenv|environ\\.get)\\(\\s*)?["']([^"']*)["'](?:\\s*,\\s*["']([^"']*)["'])?\\s*\\)*\\s*$`,
    'm',
  ).exec(text);
  if (bound === null) return undefined;
  return bound[1] === undefined ? bound[2] : (bound[3] ?? '');
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
