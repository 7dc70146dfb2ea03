import { posix } from 'node:path';
import type { FileEdit } from '../../edit/edit.js';
import type { Extension } from '../../extension/model.js';
import type { Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { unwantedIn } from './context-waste.js';
import type { Waste } from './context-waste.js';
import { deployedImages, noDeployedImage } from './deployed-images.js';
import type { DeployedImage } from './deployed-images.js';

/** `COPY . .` takes along whatever lies there, on the machine of whoever builds. */
export const dockerignore: Rule = {
  meta: {
    id: 'dockerignore',
    aspect: 'docker-images',
    severity: 'warning',
    fix: 'safe',
    title: 'Builds leave out what no image needs',
    failureTitle: 'Builds take along what no image needs',
    why: 'Caches, installed packages and the history make builds slow and images large, and differ from machine to machine.',
  },

  check(extension) {
    const images = deployedImages(extension);
    if (images.length === 0) return noDeployedImage;
    return verdict(contexts(extension, images).flatMap((each) => toFinding(extension, each)));
  },

  fix(extension) {
    return contexts(extension, deployedImages(extension))
      .filter(({ waste }) => waste.length > 0)
      .map(({ file, waste }) => ({
        summary: `leave out of builds what no image needs, with ${file}`,
        edits: [edit(extension, file, waste)],
      }));
  },
};

interface Context {
  /** Its .dockerignore. */
  readonly file: string;
  readonly dockerfile: string;
  readonly waste: readonly Waste[];
}

/** Each context once; without images that have an ignore file of their own (`Dockerfile.dockerignore`). */
function contexts(extension: Extension, images: readonly DeployedImage[]): Context[] {
  const found = new Map<string, Context>();
  for (const { context, dockerfile } of images) {
    const file = posix.join(context, '.dockerignore');
    const isUnreadable = extension.paths.has(file) && !extension.files.has(file);
    const hasOwn = extension.paths.has(`${dockerfile.path}.dockerignore`);
    if (found.has(file) || isUnreadable || hasOwn) continue;
    found.set(file, { file, dockerfile: dockerfile.path, waste: unwantedIn(extension, context) });
  }
  return [...found.values()];
}

function toFinding(extension: Extension, { file, dockerfile, waste }: Context): Finding[] {
  if (waste.length === 0) return [];
  const patterns = waste.map(({ pattern }) => pattern).join(', ');
  const exists = extension.files.has(file);
  const message = exists
    ? `${file} does not keep out ${patterns}.`
    : `There is no ${file} that keeps out ${patterns}.`;
  // A file that is not there has no place: the Dockerfile that is built without it has.
  return [{ file: exists ? file : dockerfile, line: 1, column: 1, message }];
}

function edit(extension: Extension, file: string, waste: readonly Waste[]): FileEdit {
  if (!extension.files.has(file)) {
    return { kind: 'create', file, text: waste.map(({ pattern }) => `${pattern}\n`).join('') };
  }
  const operations = waste.map((each) => ({ op: 'exclude', ...each }) as const);
  return { kind: 'ignore', file, operations };
}
