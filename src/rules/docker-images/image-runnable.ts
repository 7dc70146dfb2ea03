import { commandText } from '../../extension/compose/command.js';
import type { Extension } from '../../extension/model.js';
import { get, isRecord } from '../../extension/records.js';
import type { HardenedService } from '../compose/hardened-services.js';
import type { Change, Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { deployedImages, namesOf, noDeployedImage } from './deployed-images.js';
import type { DeployedImage } from './deployed-images.js';
import { planServing } from './serving.js';

/** An image of files alone is restarted for ever and never answers. */
export const imageRunnable: Rule = {
  meta: {
    id: 'image-runnable',
    aspect: 'docker-images',
    severity: 'error',
    fix: 'review',
    title: 'Images that Compose runs have something to run',
    failureTitle: 'Images that Compose runs have nothing to run',
    why: 'A container without a program never starts, restarts for ever, and nobody gets what it should serve.',
  },

  check(extension) {
    const images = deployedImages(extension);
    if (images.length === 0) return noDeployedImage;
    return verdict(images.flatMap((image) => nothingToRun(extension, image)));
  },

  fix(extension) {
    return deployedImages(extension)
      .filter((image) => idleServices(image).length > 0)
      .flatMap((image): Change[] => {
        const plan = planServing(extension, { ...image, services: idleServices(image) });
        if (plan.kind === 'unknown') return [];
        const summary = `serve the client of ${namesOf(idleServices(image))} with nginx`;
        return [{ summary, edits: plan.edits, nextSteps: plan.nextSteps }];
      });
  },
};

function nothingToRun(extension: Extension, image: DeployedImage): Finding[] {
  const services = idleServices(image);
  if (services.length === 0) return [];
  const { path, final } = image.dockerfile;
  const plan = planServing(extension, { ...image, services });
  const reason = plan.kind === 'unknown' ? ` ${plan.reason}` : '';
  const message = `The image of ${namesOf(services)} has nothing to run: it ends with a stage of ${final.baseImage} without a command.${reason}`;
  return [{ file: path, ...final.position, message }];
}

/** Services that run the image as it is; those that are only there to be built run nothing. */
function idleServices({ dockerfile, services }: DeployedImage): HardenedService[] {
  if (dockerfile.final.runnable) return [];
  return services.filter(
    ({ definition }) => commandText(definition) === '' && !isNeverStarted(definition),
  );
}

function isNeverStarted(definition: HardenedService['definition']): boolean {
  const deploy = get(definition, 'deploy');
  const replicas = isRecord(deploy) ? get(deploy, 'replicas') : undefined;
  return get(definition, 'scale') === 0 || replicas === 0;
}
