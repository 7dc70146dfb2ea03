import { posix } from 'node:path';
import type { Extension, SourceFile } from '../../extension/model.js';
import type { Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { composeLiterals } from './compose-literals.js';
import { composeRemovals } from './compose-removal.js';
import { dockerfileLiterals } from './dockerfile-literals.js';
import { dockerfileRemoval } from './dockerfile-removal.js';
import { grouped } from '../grouped.js';
import type { Literal, LiteralSite } from './literals.js';
import { workflowRemovals } from './workflow-removal.js';
import { workflowLiterals } from './workflow-literals.js';

/** What is in a repository is in every clone of it, for good. */
export const secretsNoLiterals: Rule = {
  meta: {
    id: 'secrets-no-literals',
    aspect: 'secrets',
    severity: 'error',
    fix: 'review',
    title: 'No secret is written into a file of the repository',
    failureTitle: 'Secrets are written into files of the repository',
    why: 'What was committed once is in every clone and in the history; in a Dockerfile it is in the image too.',
  },

  check(extension) {
    const found = deployedLiterals(extension);
    if (found === undefined) {
      const reason = 'there is no production compose file, no Dockerfile and no workflow';
      return { status: 'not-applicable', reason };
    }
    return verdict(
      [...grouped(found, placeOf).values()].flatMap((each) => toFinding(extension, each)),
    );
  },

  fix(extension) {
    const found = deployedLiterals(extension) ?? [];
    const inFile = extension.composeFiles.flatMap((file) =>
      composeRemovals(
        file,
        found.filter((each) => each.file === file.path).filter(isIn('compose')),
      ),
    );
    return [
      ...inFile,
      ...found
        .filter(isIn('dockerfile'))
        .filter((each) => !isUsedInBuild(extension, each))
        .map(dockerfileRemoval),
      ...workflowRemovals(found.filter(isIn('workflow'))),
    ];
  },
};

type Kind = LiteralSite['kind'];

function isIn<K extends Kind>(kind: K) {
  return (each: Literal): each is Literal & { readonly site: LiteralSite & { kind: K } } =>
    each.site.kind === kind;
}

/** What an anchor gives to several services is one thing to repair. */
function placeOf({ file, line, column, name }: Literal): string {
  return [file, line, column, name].join('\n');
}

/** Of one place. The value itself is never in a message. */
function toFinding(extension: Extension, literals: readonly Literal[]): Finding[] {
  const [first] = literals;
  if (first === undefined) return [];
  const { file, line, column, name } = first;
  const owners = [...new Set(literals.map(({ owner }) => owner))].join(' and ');
  const message = `The value of ${name} for ${owners} is written here. Keep it out of the repository, and change it: who could read this file knows it.${isUsedInBuild(extension, first) ? USED : ''}`;
  return [{ file, line, column, message }];
}

const USED =
  ' The build uses it: hand it over as a build secret there, and to the container when it starts.';

/** Does another instruction need the variable of an image? Without it the build would go on with nothing. */
function isUsedInBuild({ files }: Extension, { file, name, site }: Literal): boolean {
  if (site.kind !== 'dockerfile' || site.keyword !== 'ENV' || !site.isShipped) return false;
  return new RegExp(`\\$(?:${name}\\b|\\{${name}\\b)`).test(files.get(file)?.text ?? '');
}

/** Undefined where there is no file to look at. */
function deployedLiterals(extension: Extension): Literal[] | undefined {
  const compose = extension.composeFiles.filter(({ kind }) => kind !== 'development');
  const dockerfiles = deployedDockerfiles(extension);
  const { workflows } = extension;
  if (compose.length + dockerfiles.length + workflows.length === 0) return undefined;
  return [
    ...compose.flatMap(composeLiterals),
    ...dockerfiles.flatMap(dockerfileLiterals),
    ...workflows.flatMap(workflowLiterals),
  ];
}

/** All but those that only development uses: by a compose file, or beside one for production. */
function deployedDockerfiles({ composeFiles, dockerfiles, files }: Extension): SourceFile[] {
  const usedBy = (isDevelopment: boolean): Set<string> =>
    new Set(
      composeFiles
        .filter(({ kind }) => (kind === 'development') === isDevelopment)
        .flatMap(({ services }) => services.flatMap(({ dockerfile }) => dockerfile?.path ?? [])),
    );
  const [deployed, developed] = [usedBy(false), usedBy(true)];
  return dockerfiles.flatMap(({ path }) => {
    const name = posix.basename(path);
    const hasSibling = dockerfiles.some(
      (other) =>
        posix.dirname(other.path) === posix.dirname(path) &&
        /prod/i.test(posix.basename(other.path)) &&
        !/prod/i.test(name),
    );
    const isDevelopments = developed.has(path) || hasSibling || /\bdev(el|elopment)?\b/i.test(name);
    const file = files.get(path);
    return file === undefined || (isDevelopments && !deployed.has(path)) ? [] : [file];
  });
}
