import { neededStages, stageNamed } from '../../extension/dockerfile/index.js';
import { interpolate } from '../../extension/interpolate.js';
import type { DockerStage, Extension } from '../../extension/model.js';
import { asText, get } from '../../extension/records.js';
import { findingIn, hardenedServices, verdictOn } from '../compose/hardened-services.js';
import type { Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import type { DeployedImage } from './deployed-images.js';
import { deployedImages } from './deployed-images.js';
import { namesNoVersion } from './moving-tag.js';
import { ownRepositories } from './own-repositories.js';

/** A tag without a version is another image tomorrow. */
export const imagePinnedBase: Rule = {
  meta: {
    id: 'image-pinned-base',
    aspect: 'docker-images',
    severity: 'warning',
    fix: null,
    title: 'Images that others publish are named with a version',
    failureTitle: 'Images that others publish are named without a version',
    why: 'Without a version every build and every pull may get another major release, and nobody has changed a line.',
  },

  check(extension) {
    const bases = deployedImages(extension).flatMap(movingBases);
    const findings = [...unique(bases), ...movingServices(extension)];
    const services = hardenedServices(extension);
    return services.length === 0 ? verdictOn(services, []) : verdict(findings);
  },
};

/** What the Dockerfile builds on or takes files from, in the stages that Docker builds. */
function movingBases({ dockerfile }: DeployedImage): Finding[] {
  return neededStages(dockerfile).flatMap((stage) =>
    imagesOf(stage, dockerfile.stages)
      .filter(({ image }) => namesNoVersion(image))
      .map(({ image, position }) => {
        const message = `${image} names no version: the next build may get another one. Write the tag of a version behind it.`;
        return { file: dockerfile.path, ...position, message };
      }),
  );
}

function imagesOf(stage: DockerStage, stages: readonly DockerStage[]) {
  const { parent, baseImage, position, borrowed } = stage;
  const lenders = borrowed
    .filter(({ from }) => stageNamed(stages, from) === undefined)
    .map(({ from, position: place }) => ({ image: from, position: place }));
  return [...(parent === undefined ? [{ image: baseImage, position }] : []), ...lenders];
}

/** Databases and the like; the extension's own images are compose-image-tag's. */
function movingServices(extension: Extension): Finding[] {
  const own = ownRepositories(extension);
  return hardenedServices(extension).flatMap((target) => {
    const { service, definition } = target;
    const { text, complete } = interpolate(asText(get(definition, 'image')) ?? '');
    if (!complete || own.runs(target) || !namesNoVersion(text)) return [];
    const message = `${service.name} runs ${text}, which names no version: the next pull may get another one. Write the tag of the version that runs today behind it.`;
    return [findingIn(target, ['image'], message)];
  });
}

/** Two images may be built from one Dockerfile. */
function unique(findings: readonly Finding[]): Finding[] {
  const seen = new Map(findings.map((each) => [`${each.file}:${each.line} ${each.message}`, each]));
  return [...seen.values()];
}
