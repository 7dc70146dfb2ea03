import { posix } from 'node:path';
import type { DockerfileOperation } from '../../edit/dockerfile/index.js';
import type { FileEdit } from '../../edit/edit.js';
import type { Extension } from '../../extension/model.js';
import { routeIn } from '../compose/hardened-services.js';
import { listeningPort } from '../compose/service-port.js';
import { artifactOf, freeName } from './artifact.js';
import type { Artifact } from './artifact.js';
import { clientServer } from './client-server.js';
import type { ClientServer } from './client-server.js';
import type { DeployedImage } from './deployed-images.js';

/** nginx as user 101 (nginxinc/docker-nginx-unprivileged). */
const SERVER = 'nginxinc/nginx-unprivileged:1.29-alpine';

/** How an image of files becomes one that serves them. */
export type Serving =
  | {
      readonly kind: 'known';
      readonly edits: readonly FileEdit[];
      readonly nextSteps: readonly string[];
    }
  /** `reason` is a whole sentence. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** Works out the stage that serves a web client whose image only holds its files. */
export function planServing(extension: Extension, image: DeployedImage): Serving {
  const { dockerfile, context, services } = image;
  const web = webOf(extension, image);
  if (web === undefined) return unknown('What it should start, only you know: write a CMD.');
  const artifact = artifactOf(dockerfile);
  if (artifact === undefined) {
    return unknown(
      'Which of its files are the built client is not plain: add a stage that serves them.',
    );
  }
  const [port] = services.flatMap(
    ({ file, service, definition }) =>
      listeningPort(extension, file.services, service, definition) ?? [],
  );
  const server = clientServer(extension, web, context, port);
  if (server === undefined) {
    return unknown('The port to serve it on is not known: name it in manifest.json (web.port).');
  }
  const stage = freeName(dockerfile.stages, ['runtime', 'serve', 'nginx']);
  return {
    kind: 'known',
    edits: [
      {
        kind: 'dockerfile',
        file: dockerfile.path,
        operations: operations(image, artifact, server, stage),
      },
      ...server.edits,
      ...retargeted(image, stage),
    ],
    nextSteps: [
      `Who takes the built files out of ${dockerfile.path} builds it with --target ${nameOf(image, artifact)} from now on: its last stage is a server.`,
    ],
  };
}

function unknown(reason: string): Serving {
  return { kind: 'unknown', reason };
}

/** The directory of the web client that an image is built from; undefined for other images. */
function webOf({ webs }: Extension, { dockerfile, services }: DeployedImage): string | undefined {
  if (!services.some(({ service }) => service.role === 'web')) return undefined;
  const beside = webs.find(({ dir }) => dockerfile.path.startsWith(`${dir}/`));
  return (
    (beside ?? (webs.length === 1 ? webs[0] : undefined))?.dir ?? posix.dirname(dockerfile.path)
  );
}

function nameOf({ dockerfile }: DeployedImage, { name }: Artifact): string {
  return name ?? freeName(dockerfile.stages, ['artifact', 'files']);
}

function operations(
  image: DeployedImage,
  artifact: Artifact,
  server: ClientServer,
  stage: string,
): DockerfileOperation[] {
  const name = nameOf(image, artifact);
  const source = posix.relative(image.context, server.configuration);
  const place = source.endsWith('.template')
    ? '/etc/nginx/templates/default.conf.template'
    : '/etc/nginx/conf.d/default.conf';
  return [
    { op: 'name-stage', stage: artifact.stage, name },
    {
      op: 'add-stage',
      name: stage,
      from: SERVER,
      comment: `Serves the client as user 101; "--target ${name}" still gives its files alone.`,
      instructions: [
        `COPY ${source} ${place}`,
        `COPY --from=${name} ${artifact.directory} ${server.directory}`,
        `EXPOSE ${server.port}`,
      ],
    },
  ];
}

/** Compose files that build up to the stage of the files build the server instead. */
function retargeted({ services }: DeployedImage, stage: string): FileEdit[] {
  return services
    .filter(({ service }) => service.build?.target !== undefined)
    .map((target) => ({
      kind: 'yaml',
      file: target.file.path,
      operations: [{ op: 'set', route: routeIn(target, 'build', 'target'), value: stage }],
    }));
}
