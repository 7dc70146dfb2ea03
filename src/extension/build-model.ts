import { basename } from 'node:path';
import { readComposeFiles } from './compose/index.js';
import { readDockerfile } from './dockerfile/index.js';
import { readDatabases } from './database/index.js';
import type { Database } from './database/model.js';
import { readVariables } from './environment/index.js';
import { lazy } from './lazy.js';
import { readLeftOut } from './left-out.js';
import { MANIFEST, readManifest } from './manifest.js';
import type { ApiApp, Dockerfile, Extension, FileProblem, GitFacts, SourceFile } from './model.js';
import { readApis } from './python/index.js';
import { isBelow } from './python/project.js';
import { isDockerfileName } from './source/scope.js';
import { readWebs } from './web.js';
import { readDependabot } from './workflows/dependabot.js';
import { readWorkflows } from './workflows/index.js';
import { readLocalActions } from './workflows/local-actions.js';

/** What was read from the disk, before it is understood. */
export interface Sources {
  readonly root: string;
  /** The files that were read; manifest.json is among them. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Every path that was seen, read or not. */
  readonly paths: ReadonlySet<string>;
  readonly apiDirectories: readonly string[];
  readonly testDirectories: readonly string[];
  readonly platformFolder: string | undefined;
  readonly git: GitFacts;
  readonly problems: readonly FileProblem[];
  /** What is known from a model with the same code. */
  readonly apis?: (() => readonly ApiApp[]) | undefined;
  readonly databases?: (() => readonly Database[]) | undefined;
}

const NEW_FILE_MODE = 0o644;

/** Understands what was read. Throws `BadInput` for a manifest that cannot be used. */
export function buildModel(sources: Sources): Extension {
  const { root, files, apiDirectories, platformFolder } = sources;
  const manifest = readManifest(required(files, MANIFEST));
  const { dockerfiles, problems } = readDockerfiles(files);
  const folders = [...new Set([manifest.name, platformFolder ?? basename(root)])];
  const composeFiles = readComposeFiles(files, { folders, dockerfiles });
  const apis = sources.apis ?? lazy(() => readApis(files, apiDirectories));
  const databases =
    sources.databases ?? lazy(() => readDatabases(files, sources.paths, apiDirectories));
  const webs = readWebs(files, sources.paths);
  const variables = lazy(() =>
    readVariables({
      files,
      composeFiles,
      apiDirectories,
      webDirectories: webs.map(({ dir }) => dir),
      dockerfiles: [...dockerfiles.values()],
    }),
  );
  return {
    root,
    manifest,
    platformFolder,
    files,
    paths: sources.paths,
    testDirectories: sources.testDirectories,
    composeFiles,
    dockerfiles: [...dockerfiles.values()],
    get apis() {
      return apis();
    },
    get databases() {
      return databases();
    },
    webs,
    workflows: readWorkflows(files),
    get variables() {
      return variables();
    },
    localActions: readLocalActions(files),
    dependabot: readDependabot(files),
    git: sources.git,
    leftOut: readLeftOut(files),
    problems: [
      ...sources.problems,
      ...problems,
      ...composeFiles.flatMap(({ problem }) => problem ?? []),
    ],
    withTexts: (texts) => {
      const changed = [...texts.keys()];
      return buildModel({
        ...sources,
        files: replaceTexts(files, texts),
        paths: new Set([...sources.paths, ...changed]),
        // Running through the code takes longest, and most changes are to other files.
        apis: changed.some(isCode) ? undefined : apis,
        databases: changed.some((path) => isOfDatabase(path, apiDirectories))
          ? undefined
          : databases,
      });
    },
  };
}

/** What an application, or the command that names it, is read from. */
function isCode(path: string): boolean {
  return path.endsWith('.py') || isDockerfileName(basename(path));
}

/** What a database is read from: any file of its API, and Alembic's wherever they are. */
function isOfDatabase(path: string, apiDirectories: readonly string[]): boolean {
  return /\.(py|ini|mako)$/.test(path) || apiDirectories.some((dir) => isBelow(path, dir));
}

function replaceTexts(
  files: ReadonlyMap<string, SourceFile>,
  texts: ReadonlyMap<string, string>,
): Map<string, SourceFile> {
  const replaced = new Map(files);
  for (const [path, text] of texts) {
    // What was made of a file is kept for as long as the file is.
    if (files.get(path)?.text === text) continue;
    replaced.set(path, { path, mode: NEW_FILE_MODE, ...files.get(path), text });
  }
  return replaced;
}

function required(files: ReadonlyMap<string, SourceFile>, path: string): SourceFile {
  const file = files.get(path);
  if (file === undefined) throw new Error(`${path} was not read`);
  return file;
}

const read = new WeakMap<SourceFile, Dockerfile | undefined>();

/** Read once, for a file never changes. */
function dockerfileOf(file: SourceFile): Dockerfile | undefined {
  if (!read.has(file)) read.set(file, readDockerfile(file.path, file.text));
  return read.get(file);
}

function readDockerfiles(files: ReadonlyMap<string, SourceFile>): {
  dockerfiles: Map<string, Dockerfile>;
  problems: FileProblem[];
} {
  const dockerfiles = new Map<string, Dockerfile>();
  const problems: FileProblem[] = [];
  for (const file of files.values()) {
    const { path } = file;
    if (!isDockerfileName(basename(path))) continue;
    const dockerfile = dockerfileOf(file);
    if (dockerfile !== undefined) dockerfiles.set(path, dockerfile);
    else problems.push({ file: path, position: { line: 1, column: 1 }, message: 'has no FROM' });
  }
  return { dockerfiles, problems };
}
