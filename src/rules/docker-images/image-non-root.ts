import type { DockerfileOperation } from '../../edit/dockerfile/index.js';
import { isRoot, userOfImage } from '../../extension/dockerfile/base-user.js';
import type { Extension } from '../../extension/model.js';
import { asText, get } from '../../extension/records.js';
import { findingIn } from '../compose/hardened-services.js';
import type { HardenedService } from '../compose/hardened-services.js';
import type { Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { deployedImages, namesOf, noDeployedImage } from './deployed-images.js';
import type { DeployedImage } from './deployed-images.js';
import { hostSteps } from './host-steps.js';
import { accountFor } from './image-account.js';
import { dropsRoot, whyRoot } from './needs-root.js';
import { writtenPaths } from './written-paths.js';

/** Root in a container is root of the kernel that all of them share. */
export const imageNonRoot: Rule = {
  meta: {
    id: 'image-non-root',
    aspect: 'docker-images',
    severity: 'warning',
    fix: 'review',
    title: 'Images do not run as root',
    failureTitle: 'Images run as root',
    why: 'Who breaks into a program that runs as root owns its container, and the host with the next hole.',
  },

  check(extension) {
    const images = runnableImages(extension);
    if (images.length === 0) return noDeployedImage;
    const findings = images.flatMap((image) => [
      ...rootImage(extension, image),
      ...image.services.flatMap(rootByCompose),
    ]);
    const unknown = images.flatMap((image) => unknownUser(extension, image));
    return findings.length === 0 && unknown.length > 0
      ? { status: 'manual', findings: unknown }
      : verdict(findings);
  },

  fix(extension) {
    return runnableImages(extension)
      .filter((image) => userOf(extension, image) === 'root')
      .filter((image) => reasonAgainst(extension, image) === undefined)
      .map((image) => ({
        summary: `run the image of ${namesOf(image.services)} as another user than root`,
        edits: [
          {
            kind: 'dockerfile',
            file: image.dockerfile.path,
            operations: operations(extension, image),
          },
        ],
        nextSteps: nextSteps(extension, image),
      }));
  },
};

function nextSteps(extension: Extension, image: DeployedImage): string[] {
  const services = image.services.filter((target) => ownUser(target) === undefined);
  const account = accountFor(image.dockerfile.final);
  const { elsewhere } = writtenPaths(extension, image);
  const [place] = elsewhere;
  const unknown =
    place === undefined
      ? []
      : [
          `${namesOf(services)} writes where only running it tells (${elsewhere.join(', ')}): as user ${account.user} it may do so in its working directory, its home and /tmp; see that this is enough.`,
        ];
  return [...hostSteps(extension, services, account), ...unknown];
}

/** An image that starts nothing has no user to speak of. */
function runnableImages(extension: Extension): DeployedImage[] {
  return deployedImages(extension).filter(({ dockerfile }) => dockerfile.final.runnable);
}

/** Who the program of an image is where Compose does not say it. */
function userOf(extension: Extension, image: DeployedImage): 'root' | 'other' | 'unknown' {
  // Compose says it for all of them.
  if (image.services.every((target) => ownUser(target) !== undefined)) return 'other';
  const { final } = image.dockerfile;
  const user = final.user ?? userOfImage(final.baseImage);
  if (user === undefined) return dropsRoot(extension, image) ? 'other' : 'unknown';
  return isRoot(user) && !dropsRoot(extension, image) ? 'root' : 'other';
}

function ownUser({ definition }: HardenedService): string | undefined {
  return asText(get(definition, 'user'));
}

function rootImage(extension: Extension, image: DeployedImage): Finding[] {
  if (userOf(extension, image) !== 'root') return [];
  const { path, final } = image.dockerfile;
  const message = `The image of ${namesOf(image.services)} runs its program as root.`;
  const reason = reasonAgainst(extension, image);
  return [
    {
      file: path,
      ...(final.userAt ?? final.commandAt ?? final.position),
      message: reason === undefined ? message : `${message} ${reason}`,
    },
  ];
}

function rootByCompose(target: HardenedService): Finding[] {
  const user = ownUser(target);
  if (user === undefined || !isRoot(user)) return [];
  const message = `${target.service.name} is run as root, whatever its image says.`;
  return [findingIn(target, ['user'], message)];
}

function unknownUser(extension: Extension, image: DeployedImage): Finding[] {
  if (userOf(extension, image) !== 'unknown') return [];
  const { path, final } = image.dockerfile;
  const message = `Whom ${final.baseImage} runs as is not known: see that it is not root, or set USER.`;
  return [{ file: path, ...final.position, message }];
}

function reasonAgainst(extension: Extension, image: DeployedImage): string | undefined {
  const { final } = image.dockerfile;
  const { trees, directories } = writtenPaths(extension, image);
  if (!final.tools.has('sh') && trees.length + directories.length > 0) {
    const paths = [...trees, ...directories].join(' and ');
    return `It has no shell to give ${paths} to another user with.`;
  }
  return whyRoot(extension, image);
}

function operations(extension: Extension, image: DeployedImage): DockerfileOperation[] {
  const { stages, final } = image.dockerfile;
  const stage = stages.indexOf(final);
  const { user, owner, commands, paths } = accountFor(final);
  const { trees, missing, directories } = writtenPaths(extension, image);
  const owned = [...paths, ...trees];
  const script = [
    ...commands,
    ...(missing.length === 0 ? [] : [`mkdir -p ${missing.join(' ')}`]),
    ...(owned.length === 0 ? [] : [`chown -R ${owner} ${owned.join(' ')}`]),
    ...(directories.length === 0 ? [] : [`chown ${owner} ${directories.join(' ')}`]),
  ];
  // What is done to a directory after VOLUME is lost.
  const place =
    final.volumes.length > 0
      ? ({ where: 'before', keywords: ['VOLUME'] } as const)
      : ({ where: 'after', keywords: ['RUN', 'COPY', 'ADD', 'WORKDIR', 'USER'] } as const);
  const run = `RUN ${script.join(' \\\n    && ')}`;
  return [
    ...(script.length === 0
      ? []
      : [{ op: 'insert', stage, ...place, instructions: [run] } as const]),
    { op: 'set-user', stage, user },
  ];
}
