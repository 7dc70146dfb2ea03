import { parseImage } from '../../extension/image-reference.js';
import type { ImageReference } from '../../extension/image-reference.js';
import { interpolate } from '../../extension/interpolate.js';
import type { Extension } from '../../extension/model.js';
import { asText, get } from '../../extension/records.js';
import type { HardenedService } from '../compose/hardened-services.js';
import { hardenedServices, runsOwnImage } from '../compose/hardened-services.js';

/** Tells the services that run an image of the extension's own, a migration or worker among them. */
export interface OwnRepositories {
  runs(target: HardenedService): boolean;
}

/**
 * An image is the extension's own where it is built here, serves its API or web client under a name
 * that is none of Docker Hub's official images, or comes from the repository of one that does: a task
 * that only names the API's image goes with the API.
 */
export function ownRepositories(extension: Extension): OwnRepositories {
  const services = hardenedServices(extension).filter(isOwn);
  const own = new Set(services.map((target) => referenceOf(target).repository));
  own.delete('');
  return { runs: (target) => isOwn(target) || own.has(referenceOf(target).repository) };
}

function isOwn(target: HardenedService): boolean {
  if (!runsOwnImage(target)) return false;
  const isBuilt = get(target.definition, 'build') !== undefined;
  return isBuilt || target.service.dockerfile !== undefined || !referenceOf(target).official;
}

function referenceOf({ definition }: HardenedService): ImageReference {
  return parseImage(interpolate(asText(get(definition, 'image')) ?? '').text);
}
