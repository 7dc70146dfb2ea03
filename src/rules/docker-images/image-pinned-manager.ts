import { posix } from 'node:path';
import { neededStages } from '../../extension/dockerfile/index.js';
import { shellCommands } from '../../extension/dockerfile/words.js';
import type { Dockerfile, Extension } from '../../extension/model.js';
import { get, isRecord } from '../../extension/records.js';
import type { Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { deployedImages, noDeployedImage } from './deployed-images.js';
import { webBuildOf } from './vite-builds.js';

/** A package manager that an image installs in whatever version is newest. */
interface Moving {
  readonly dockerfile: Dockerfile;
  readonly name: string;
  /** The one that package.json names. */
  readonly version: string;
  readonly findings: readonly Finding[];
}

/** The newest pnpm may want another Node, or not understand the lock file. */
export const imagePinnedManager: Rule = {
  meta: {
    id: 'image-pinned-manager',
    aspect: 'docker-images',
    severity: 'warning',
    fix: 'safe',
    title: 'Images install the package manager that package.json names, in its version',
    failureTitle: 'Images install whatever version of the package manager is newest',
    why: 'A new major release of the package manager wants another Node or another lock file, and the image cannot be built any more, although nobody has changed a line.',
  },

  check(extension) {
    if (deployedImages(extension).length === 0) return noDeployedImage;
    return verdict(movingManagers(extension).flatMap(({ findings }) => findings));
  },

  fix(extension) {
    return movingManagers(extension).map(({ dockerfile, name, version }) => ({
      summary: `install ${name} ${version}`,
      edits: [
        { kind: 'dockerfile', file: dockerfile.path, operations: [{ op: 'pin', name, version }] },
      ],
    }));
  },
};

function movingManagers(extension: Extension): Moving[] {
  const found = new Map<string, Moving>();
  for (const web of extension.webs) {
    const named = namedManager(extension, posix.join(web.dir, 'package.json'));
    if (named === undefined) continue;
    for (const dockerfile of webBuildOf(extension, web).dockerfiles) {
      const findings = installs(dockerfile, named);
      const key = `${dockerfile.path} ${named.name}`;
      if (findings.length > 0 && !found.has(key))
        found.set(key, { dockerfile, ...named, findings });
    }
  }
  return [...found.values()];
}

/** `"packageManager": "pnpm@9.12.0+sha512.…"` (Node.js, "Corepack"). */
function namedManager({ files }: Extension, file: string) {
  let data: unknown;
  try {
    data = JSON.parse(files.get(file)?.text ?? '');
  } catch {
    return undefined;
  }
  const text = isRecord(data) ? get(data, 'packageManager') : undefined;
  const [, name, version] = /^(pnpm|yarn)@(\d[\w.-]*)/.exec(String(text)) ?? [];
  // The newer releases of yarn are no packages called yarn.
  if (name === undefined || version === undefined || /^yarn@[2-9]/.test(`${name}@${version}`)) {
    return undefined;
  }
  return { name, version };
}

function installs(
  dockerfile: Dockerfile,
  { name, version }: { readonly name: string; readonly version: string },
): Finding[] {
  const runs = neededStages(dockerfile).flatMap((stage) => stage.runs);
  const lines = new Map(runs.map((run) => [run.position.line, run]));
  return [...lines.values()]
    .filter(({ script }) => shellCommands(script).some((words) => isInstall(words, name)))
    .map(({ position }) => ({
      file: dockerfile.path,
      ...position,
      message: `${name} is installed in its newest version, while package.json names ${version}: write ${name}@${version}.`,
    }));
}

function isInstall(words: readonly string[], name: string): boolean {
  const [program = '', verb = '', ...rest] = words;
  return (
    program === 'npm' &&
    /^(install|i|add)$/.test(verb) &&
    rest.some((word) => /^(-g|--global|--location=global)$/.test(word)) &&
    rest.some((word) => word === name || word === `${name}@latest`)
  );
}
