import { posix } from 'node:path';
import type { Position } from '../../edit/refusal.js';
import { shellCommands } from '../../extension/dockerfile/words.js';
import { locateJson } from '../../extension/json.js';
import type { Dockerfile, Extension, WebApp } from '../../extension/model.js';
import { get, isRecord } from '../../extension/records.js';
import { positionAt } from '../../edit/refusal.js';
import { deployedImages } from './deployed-images.js';

/** A `vite build` that makes the client that is deployed. */
export interface ViteBuild {
  /** Where it is written; undefined where nothing tells how the client is built. */
  readonly at: { readonly file: string; readonly position: Position } | undefined;
  /** Its options, by name without dashes; one without a value is `true`. */
  readonly options: ReadonlyMap<string, string | true>;
}

/** How a web client is built for its image. */
export interface WebBuild {
  /** At least one: where none is found, Vite's defaults. */
  readonly builds: readonly ViteBuild[];
  /** Every command that is run: those of the image's stages, and those of package.json they lead to. */
  readonly commands: readonly (readonly string[])[];
  readonly dockerfiles: readonly Dockerfile[];
}

interface Command {
  readonly words: readonly string[];
  readonly file: string;
  readonly position: Position;
}

const RUNNERS = /^(npm|pnpm|yarn|bun|run-s|run-p|npm-run-all2?|concurrently|turbo|nx)$/;

/** Reads it off the Dockerfiles of the deployed images, else off the script `build`. */
export function webBuildOf(extension: Extension, web: WebApp): WebBuild {
  const scripts = scriptsOf(extension, web);
  const dockerfiles = dockerfilesOf(extension, web);
  const steps = dockerfiles.flatMap(commandsOf);
  const started =
    scriptsNamed(steps, scripts).size === 0 ? [...steps, ...(scripts.get('build') ?? [])] : steps;
  const all = followed(started, scripts);
  const builds = all.flatMap(viteBuild);
  const commands = all.map(({ words }) => words);
  return {
    builds: builds.length > 0 ? builds : [{ at: undefined, options: new Map() }],
    commands,
    dockerfiles,
  };
}

/** Those of deployed images that are built from the client's directory. */
function dockerfilesOf(extension: Extension, { dir }: WebApp): Dockerfile[] {
  const below = (path: string): boolean => posix.normalize(`${path}/`).startsWith(`${dir}/`);
  return deployedImages(extension)
    .map(({ dockerfile }) => dockerfile)
    .filter(({ path, contextSources }) => below(path) || contextSources.some(below));
}

function commandsOf({ path, stages }: Dockerfile): Command[] {
  const runs = new Map(stages.flatMap(({ runs }) => runs).map((run) => [run.position.line, run]));
  return [...runs.values()].flatMap(({ script, position }) =>
    shellCommands(script).map((words) => ({ words, file: path, position })),
  );
}

/** The commands of each script of package.json. */
function scriptsOf({ files }: Extension, { dir }: WebApp): Map<string, Command[]> {
  const file = posix.join(dir, 'package.json');
  const text = files.get(file)?.text ?? '';
  const found = new Map<string, Command[]>();
  try {
    const data: unknown = JSON.parse(text);
    const scripts = isRecord(data) ? get(data, 'scripts') : undefined;
    const places = locateJson(text).children.get('scripts')?.children;
    for (const [name, script] of isRecord(scripts) ? Object.entries(scripts) : []) {
      if (typeof script !== 'string') continue;
      const position = positionAt(text, places?.get(name)?.offset ?? 0);
      found.set(
        name,
        shellCommands(script).map((words) => ({ words, file, position })),
      );
    }
  } catch {
    // A package.json that is not JSON has no scripts: npm would not run them either.
  }
  return found;
}

/** The commands, and those of the scripts they start, each script once. */
function followed(commands: readonly Command[], scripts: Map<string, Command[]>): Command[] {
  const all = [...commands];
  const seen = new Set<string>();
  for (let next: readonly Command[] = commands; next.length > 0;) {
    const names = [...scriptsNamed(next, scripts)].filter(([name]) => !seen.has(name));
    next = names.flatMap(([name, extra]) => {
      seen.add(name);
      // Options behind the script's name go to its last command.
      return (scripts.get(name) ?? []).map((command, index, { length }) =>
        index === length - 1 ? { ...command, words: [...command.words, ...extra] } : command,
      );
    });
    all.push(...next);
  }
  return all;
}

/** The scripts that commands start, each with what it is given. */
function scriptsNamed(
  commands: readonly Command[],
  scripts: ReadonlyMap<string, unknown>,
): Map<string, readonly string[]> {
  const named = new Map<string, readonly string[]>();
  for (const { words } of commands) {
    const runner = words.findIndex((word) => RUNNERS.test(posix.basename(word)));
    if (runner < 0) continue;
    words.forEach((word, index) => {
      const name = word.split(' ')[0]?.replace(/^npm:/, '') ?? '';
      if (index <= runner || !scripts.has(name)) return;
      const extra = words.slice(index + 1).filter((each) => each !== '--');
      named.set(name, extra.some((each) => scripts.has(each)) ? [] : extra);
      // npm and pnpm run these around it by themselves (npm, "Pre & Post Scripts").
      for (const around of [`pre${name}`, `post${name}`]) {
        if (scripts.has(around)) named.set(around, []);
      }
    });
  }
  return named;
}

function viteBuild({ words, file, position }: Command): ViteBuild[] {
  const vite = words.findIndex((word) => posix.basename(word) === 'vite');
  if (vite < 0 || words[vite + 1] !== 'build') return [];
  const options = new Map<string, string | true>();
  const rest = words.slice(vite + 2);
  rest.forEach((word, index) => {
    const [, name, value] = /^--?([A-Za-z][\w-]*)(?:=(.*))?$/.exec(word) ?? [];
    if (name === undefined) return;
    const next = rest[index + 1];
    options.set(name, value ?? (next === undefined || next.startsWith('-') ? true : next));
  });
  return [{ at: { file, position }, options }];
}
