import { parseImage } from '../../extension/image-reference.js';
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
 * An image is the extension's own where it is built here, serves its API or web client, or comes
 * from the repository of one that does: a task that only names the API's image goes with the API.
 */
export function ownRepositories(extension: Extension): OwnRepositories {
  const services = hardenedServices(extension).filter(runsOwnImage);
  const own = new Set(services.map(repositoryOf));
  own.delete('');
  return { runs: (target) => runsOwnImage(target) || own.has(repositoryOf(target)) };
}

function repositoryOf({ definition }: HardenedService): string {
  return parseImage(interpolate(asText(get(definition, 'image')) ?? '').text).repository;
}
