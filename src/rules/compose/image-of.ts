import { toolsOfImage } from '../../extension/dockerfile/index.js';
import { parseImage } from '../../extension/image-reference.js';
import type { ImageReference } from '../../extension/image-reference.js';
import { interpolate } from '../../extension/interpolate.js';
import type { Tool } from '../../extension/model.js';
import { asText, get } from '../../extension/records.js';
import type { HardenedService } from './hardened-services.js';

/** The image a service runs: the base of its Dockerfile, else what `image:` names. */
export function imageOf({ service, definition }: HardenedService): string {
  const named = interpolate(asText(get(definition, 'image')) ?? '').text;
  return service.dockerfile?.final.baseImage ?? named;
}

export function imageReference(target: HardenedService): ImageReference {
  return parseImage(imageOf(target));
}

/** The programs a probe can use. */
export function toolsOf(target: HardenedService): ReadonlySet<Tool> {
  return target.service.dockerfile?.final.tools ?? toolsOfImage(imageOf(target));
}

/**
 * Images whose contents are known so well that a missing program is surely missing. nginx is not
 * among them: some of its variants have curl.
 */
const WELL_KNOWN = new Set(['python', 'node', 'alpine', 'debian', 'ubuntu']);

export function surelyLacks(target: HardenedService, program: Tool): boolean {
  const { repository, name, official } = imageReference(target);
  const known = (official && WELL_KNOWN.has(name)) || repository.startsWith('tiangolo/');
  return known && !toolsOf(target).has(program);
}
