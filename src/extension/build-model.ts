import { basename } from 'node:path';
import { readComposeFiles } from './compose/index.js';
import { readDockerfile } from './dockerfile/index.js';
import { readDatabases } from './database/index.js';
import { readVariables } from './environment/index.js';
import { kept } from './kept.js';
import { lazy } from './lazy.js';
import { decisionProblems, readLeftOut } from './left-out.js';
import { MANIFEST, readManifest } from './manifest.js';
import type { Dockerfile, Extension, FileProblem, GitFacts, SourceFile } from './model.js';
import { pushedFrom } from './pushes/dockerfiles.js';
import { readApis } from './python/index.js';
import { filesByKind } from './source/kinds.js';
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
}

const NEW_FILE_MODE = 0o644;

const manifestOf = kept(readManifest);

/**
 * Understands what was read; each part when it is first looked at, and once for the files that it
 * depends on, so that a model with other texts makes only those parts anew. Throws `BadInput` for a
 * manifest that cannot be used.
 */
export function buildModel(sources: Sources): Extension {
  const { root, files, paths, apiDirectories, platformFolder } = sources;
  const manifest = manifestOf(required(files, MANIFEST));
  const folders = [...new Set([manifest.name, platformFolder ?? basename(root)])];
  const docker = dockerfilesIn(filesByKind(files).dockerfiles);
  const apis = lazy(() => readApis(files, apiDirectories));
  const databases = lazy(() => readDatabases(files, paths, apiDirectories));
  const webs = lazy(() => readWebs(files, paths));
  const workflows = lazy(() => readWorkflows(files));
  const composeFiles = lazy(() => {
    const pushed = pushedFrom({ workflows: workflows(), git: sources.git });
    const { git } = sources;
    return readComposeFiles(files, {
      folders,
      dockerfiles: docker.found,
      apiDirectories,
      pushed,
      git,
    });
  });
  const variables = lazy(() =>
    readVariables({
      files,
      composeFiles: composeFiles(),
      apiDirectories,
      webDirectories: webs().map(({ dir }) => dir),
      dockerfiles: docker.list,
    }),
  );
  return {
    root,
    manifest,
    platformFolder,
    files,
    paths,
    testDirectories: sources.testDirectories,
    get composeFiles() {
      return composeFiles();
    },
    dockerfiles: docker.list,
    get apis() {
      return apis();
    },
    get databases() {
      return databases();
    },
    get webs() {
      return webs();
    },
    get workflows() {
      return workflows();
    },
    get variables() {
      return variables();
    },
    localActions: readLocalActions(files),
    get dependabot() {
      return readDependabot(files);
    },
    git: sources.git,
    leftOut: readLeftOut(files),
    get problems() {
      return [
        ...sources.problems,
        ...docker.problems,
        ...decisionProblems(files),
        ...composeFiles().flatMap(({ problem }) => problem ?? []),
      ];
    },
    withTexts: (texts) =>
      buildModel({
        ...sources,
        files: replaceTexts(files, texts),
        paths: new Set([...paths, ...texts.keys()]),
      }),
  };
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

const dockerfileOf = kept(({ path, text }: SourceFile) => readDockerfile(path, text));

interface Dockerfiles {
  readonly list: readonly Dockerfile[];
  /** By path. */
  readonly found: ReadonlyMap<string, Dockerfile>;
  readonly problems: readonly FileProblem[];
}

const dockerfilesIn = kept((files: readonly SourceFile[]): Dockerfiles => {
  const found = new Map<string, Dockerfile>();
  const problems: FileProblem[] = [];
  for (const file of files) {
    const { path } = file;
    const dockerfile = dockerfileOf(file);
    if (dockerfile !== undefined) found.set(path, dockerfile);
    else problems.push({ file: path, position: { line: 1, column: 1 }, message: 'has no FROM' });
  }
  return { list: [...found.values()], found, problems };
});
