import { posix } from 'node:path';
import { isComposeName, kindFromPath } from '../compose/kind.js';
import { kept, sameList } from '../kept.js';
import type { SourceFile } from '../model.js';
import { isDependabot, isDockerfileName, isLocalAction, isWorkflow } from './scope.js';

type Files = ReadonlyMap<string, SourceFile>;

/** What the parts of a model are read from; each list is the same one for as long as its files are. */
export interface FilesByKind {
  /** Those of deployments. */
  readonly compose: readonly SourceFile[];
  readonly dockerfiles: readonly SourceFile[];
  readonly workflows: readonly SourceFile[];
  readonly actions: readonly SourceFile[];
  readonly dependabot: readonly SourceFile[];
  readonly python: readonly SourceFile[];
  /** package.json, of whatever directory. */
  readonly packages: readonly SourceFile[];
}

type Kind = keyof FilesByKind;

const kinds: readonly Kind[] = [
  ...(['compose', 'dockerfiles', 'workflows', 'actions'] as const),
  ...(['dependabot', 'python', 'packages'] as const),
];

const isOf: Readonly<Record<Kind, (path: string, name: string) => boolean>> = {
  compose: (path, name) => isComposeName(name) && kindFromPath(path) !== 'not-deployed',
  dockerfiles: (_, name) => isDockerfileName(name),
  workflows: isWorkflow,
  actions: isLocalAction,
  dependabot: isDependabot,
  python: (path) => path.endsWith('.py'),
  packages: (_, name) => name === 'package.json',
};

const kindsOf = kept(({ path }: SourceFile) => {
  const name = posix.basename(path);
  return kinds.filter((kind) => isOf[kind](path, name));
});

/** The files of a model by what they are; each list in the order of the files. */
export const filesByKind = kept((files: Files): FilesByKind => {
  const found: Record<Kind, SourceFile[]> = {
    ...{ compose: [], dockerfiles: [], workflows: [], actions: [] },
    ...{ dependabot: [], python: [], packages: [] },
  };
  for (const file of files.values()) for (const kind of kindsOf(file)) found[kind].push(file);
  return {
    compose: sameList(found.compose),
    dockerfiles: sameList(found.dockerfiles),
    workflows: sameList(found.workflows),
    actions: sameList(found.actions),
    dependabot: sameList(found.dependabot),
    python: sameList(found.python),
    packages: sameList(found.packages),
  };
});
