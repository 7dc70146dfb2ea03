import type { Extension } from '../../extension/model.js';
import type { OwnImage } from './own-images.js';
import { ownImages } from './own-images.js';
import type { Push } from '../../extension/pushes/pushes.js';
import { pushesOf } from '../../extension/pushes/pushes.js';

/** An image of the extension and the places of its workflows that push it. */
export interface Publication {
  readonly image: OwnImage;
  readonly pushes: readonly Push[];
}

/** The images of the extension, each with what publishes it. */
export function publications(extension: Extension): Publication[] {
  const pushes = pushesOf(extension);
  return ownImages(extension).map((image) => ({
    image,
    pushes: pushes.filter((push) => publishes(push, image)),
  }));
}

/** Does it push the image that the deployment names, or what the image's Dockerfile builds? */
function publishes(push: Push, image: OwnImage): boolean {
  const { named } = image;
  if (push.dockerfile === image.dockerfile && isSameTarget(push.target, image.target)) return true;
  if (named.repository !== undefined) return push.repositories.includes(named.repository);
  const names = push.repositories.flatMap((repository) => repository.split('/').at(-1) ?? []);
  if (named.name !== undefined) return names.includes(named.name);
  // Compose calls what it builds <project>-<service>, which others tag and push.
  return push.dockerfile === undefined && names.some((name) => isNamedAfter(name, image.service));
}

function isNamedAfter(name: string, service: string): boolean {
  const [whole, end] = [name, service].map((each) => each.toLowerCase().replaceAll('_', '-'));
  return whole === end || whole?.endsWith(`-${end ?? ''}`) === true;
}

/** One Dockerfile may build several images, a stage for each. */
function isSameTarget(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}
