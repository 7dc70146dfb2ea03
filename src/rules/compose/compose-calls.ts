import { posix } from 'node:path';
import type { ComposeFile, Extension } from '../../extension/model.js';

/** What the repository's own commands give `docker compose` with a stack of files. */
export interface ComposeCall {
  /** `--project-name`: which containers and volumes are meant; another name starts other ones. */
  readonly project: string | undefined;
  /** `--env-file`. */
  readonly envFile: string | undefined;
}

/** Where people keep the commands that they run. */
const COMMANDS = /(^|\/)((GNU)?[Mm]akefile|package\.json)$|\.sh$|^\.github\/workflows\//;
const CALL = /\bdocker[ -]compose\b((?:\\\r?\n|[^\n])*)/g;
/** Options before the command that take a value (Docker, "docker compose"). */
const WITH_VALUE =
  /^(-f|--file|-p|--project-name|--env-file|--profile|--project-directory|--ansi|--progress|--parallel)$/;

/** The files that Compose is given for one, in order: what it is laid over comes first. */
export function filesOfStack({ composeFiles }: Extension, file: ComposeFile): ComposeFile[] {
  const below = composeFiles.find(({ path }) => path === file.below);
  return below === undefined ? [file] : [below, file];
}

/**
 * How Makefiles, scripts and workflows call Compose for a file. What they do not agree on is left
 * undefined, as is what a variable says.
 */
export function composeCallOf(extension: Extension, file: ComposeFile): ComposeCall {
  const wanted = filesOfStack(extension, file).map(({ path }) => path);
  const calls = [...extension.files.values()]
    .filter(({ path, text }) => COMMANDS.test(path) && text.includes('compose'))
    .flatMap(({ path, text }) => [...text.matchAll(CALL)].map(([, rest = '']) => ({ path, rest })))
    .map(({ path, rest }) => ({ path, options: optionsIn(rest) }))
    .filter(({ path, options }) => {
      const files = valuesOf(options, '-f', '--file');
      const from = (directory: string): boolean =>
        files.length === wanted.length &&
        files.every((each, index) => posix.join(directory, each) === wanted[index]);
      return from('.') || from(posix.dirname(path));
    });
  const agreed = (...names: string[]): string | undefined => {
    const values = new Set(calls.flatMap(({ options }) => valuesOf(options, ...names)));
    const [value] = values;
    return values.size === 1 && value?.includes('$') === false ? value : undefined;
  };
  return { project: agreed('-p', '--project-name'), envFile: agreed('--env-file') };
}

type Option = readonly [name: string, value: string];

/** The options between `compose` and its command. */
function optionsIn(rest: string): Option[] {
  const words = rest.replaceAll(/\\\r?\n/g, ' ').split(/\s+/);
  const found: Option[] = [];
  const unquoted = (word: string): string => word.replaceAll(/["'`,]/g, '');
  const queue = words.filter((word) => word !== '');
  for (let word = queue.shift(); word?.startsWith('-') === true; word = queue.shift()) {
    const [name = '', ...value] = unquoted(word).split('=');
    if (value.length > 0) found.push([name, value.join('=')]);
    else if (WITH_VALUE.test(name)) found.push([name, unquoted(queue.shift() ?? '')]);
  }
  return found;
}

function valuesOf(options: readonly Option[], ...names: readonly string[]): string[] {
  return options.flatMap(([name, value]) => (names.includes(name) ? [value] : []));
}
