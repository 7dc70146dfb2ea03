import { posix } from 'node:path';
import { renderTemplate } from '../../assets/template.js';
import { editDockerfile } from '../../edit/dockerfile/index.js';
import type { DockerfileOperation } from '../../edit/dockerfile/index.js';
import type { FileEdit } from '../../edit/edit.js';
import { EditRefusal } from '../../edit/refusal.js';
import { programOfImage } from '../../extension/dockerfile/base-program.js';
import { kept } from '../../extension/kept.js';
import type { Dockerfile, Extension, Service } from '../../extension/model.js';
import { get } from '../../extension/records.js';
import type { HardenedService } from '../compose/hardened-services.js';
import { unignored } from '../docker-images/unignored.js';

const SCRIPT = 'entrypoint-secrets.sh';
const IN_IMAGE = `/usr/local/bin/${SCRIPT}`;

/** How a service's program gets the content of its secret files. */
export type Entrypoint =
  | { readonly kind: 'there' }
  /** What has to be changed in its image. */
  | { readonly kind: 'missing'; readonly edits: readonly FileEdit[] }
  /** Nothing a machine can do; `reason` is a whole sentence. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** Looks for what resolves `*_FILE` in a service's image, and says how to put it there. */
export function entrypointOf(extension: Extension, target: HardenedService): Entrypoint {
  return entrypoints(extension)(target);
}

const entrypoints = kept((extension: Extension) =>
  kept((target: HardenedService) => findEntrypoint(extension, target)),
);

function findEntrypoint(extension: Extension, target: HardenedService): Entrypoint {
  const { service, definition } = target;
  const { dockerfile } = service;
  if (isWired(extension, target)) return { kind: 'there' };
  if ((get(definition, 'entrypoint') ?? null) !== null) {
    const reason = `The compose file sets the entrypoint of ${service.name}: put /bin/sh ${IN_IMAGE} in front of it.`;
    return { kind: 'unknown', reason };
  }
  if (dockerfile === undefined) {
    return { kind: 'unknown', reason: `The Dockerfile of ${service.name} was not found.` };
  }
  const text = extension.files.get(dockerfile.path)?.text ?? '';
  const context = contextOf(service, dockerfile);
  const script = scriptPath(context, dockerfile);
  const operations = wiring(posix.relative(context, script), service, dockerfile);
  try {
    editDockerfile(text, operations);
  } catch (error) {
    if (!(error instanceof EditRefusal)) throw error;
    const { line } = error.position;
    return { kind: 'unknown', reason: `${dockerfile.path}:${line}: ${error.reason}.` };
  }
  if (dockerfile.final.tools.size > 0 && !dockerfile.final.tools.has('sh')) {
    return { kind: 'unknown', reason: `The image of ${service.name} has no shell.` };
  }
  const edits: FileEdit[] = [
    { kind: 'dockerfile', file: dockerfile.path, operations },
    {
      kind: 'create',
      file: script,
      text: renderTemplate('api/entrypoint-secrets.sh', {}),
      executable: true,
    },
    ...unignored(extension, context, script),
  ];
  return { kind: 'missing', edits };
}

/** Ours, or a person's own script that knows of `_FILE`. */
function isWired(extension: Extension, { service, definition }: HardenedService): boolean {
  const own = get(definition, 'entrypoint');
  const words: readonly unknown[] = Array.isArray(own) ? own : [own];
  const started = [...(service.dockerfile?.final.command ?? []), ...words];
  return started.some((word) => {
    if (typeof word !== 'string') return false;
    const name = posix.basename(word);
    if (name === SCRIPT) return true;
    if (!name.endsWith('.sh')) return false;
    return [...extension.files.values()].some(
      ({ path, text }) => posix.basename(path) === name && /_FILE\b/.test(text),
    );
  });
}

function wiring(source: string, service: Service, dockerfile: Dockerfile): DockerfileOperation[] {
  const target = service.build?.target;
  const stage =
    target === undefined ? {} : { stage: /^\d+$/.test(target) ? Number(target) : target };
  return [
    {
      op: 'insert',
      where: 'before',
      keywords: ['ENTRYPOINT', 'CMD'],
      instructions: [`COPY ${source} ${IN_IMAGE}`],
      ...stage,
    },
    {
      op: 'wrap',
      // Started through the shell, a script needs no permission to be run.
      words: ['/bin/sh', IN_IMAGE],
      inherited: programOfImage(dockerfile.final.baseImage),
      ...stage,
    },
  ];
}

/** The build's context; without a `build` the Dockerfile's directory, unless it copies from above. */
function contextOf({ build }: Service, { path, contextSources }: Dockerfile): string {
  const directory = posix.dirname(path);
  if (build !== undefined) return build.context;
  const isAbove = contextSources.some((source) =>
    posix.normalize(source).startsWith(`${directory}/`),
  );
  return isAbove ? '.' : directory;
}

/** In the API's directory, where that is part of the context. */
function scriptPath(context: string, { path }: Dockerfile): string {
  const directory = posix.dirname(path);
  const inside = context === '.' || directory === context || directory.startsWith(`${context}/`);
  return posix.join(inside ? directory : context, SCRIPT);
}
