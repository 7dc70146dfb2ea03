import { kept } from '../../extension/kept.js';
import type { Dockerfile, Extension } from '../../extension/model.js';
import type { HardenedService } from '../compose/hardened-services.js';
import { hardenedServices, runsOwnImage } from '../compose/hardened-services.js';
import { buildOf } from '../images/build-of.js';
import type { RuleResult } from '../rule.js';

/** An image that is built from one of the extension's Dockerfiles and deployed. */
export interface DeployedImage {
  /** Built up to the stage that is deployed. */
  readonly dockerfile: Dockerfile;
  /** The build context, relative to the extension's root (`.` for the root). */
  readonly context: string;
  /** What runs it: at least one. */
  readonly services: readonly HardenedService[];
}

/** The images that production, staging and standalone files run, each Dockerfile and target once. */
export const deployedImages = kept((extension: Extension): readonly DeployedImage[] => {
  const found: { dockerfile: Dockerfile; context: string; services: HardenedService[] }[] = [];
  for (const target of hardenedServices(extension).filter(runsOwnImage)) {
    const build = buildOf(extension, target.file, target.service);
    if (build === undefined) continue;
    const { dockerfile, context } = build;
    const known = found.find(
      (each) =>
        each.dockerfile.path === dockerfile.path && each.dockerfile.final === dockerfile.final,
    );
    if (known === undefined) found.push({ dockerfile, context, services: [target] });
    else known.services.push(target);
  }
  return found;
});

/** Names of services, for people: `api_rally`, `api_rally and worker`. */
export function namesOf(services: readonly HardenedService[]): string {
  return [...new Set(services.map(({ service }) => service.name))].join(' and ');
}

export const noDeployedImage: RuleResult = {
  status: 'not-applicable',
  reason:
    'no production, staging or standalone compose file runs an image built from a Dockerfile here',
};
