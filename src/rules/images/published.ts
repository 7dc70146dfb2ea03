import type { Extension } from '../../extension/model.js';
import type { OwnImage } from './own-images.js';
import { ownImages } from './own-images.js';
import type { Push } from './pushes.js';
import { pushesOf } from './pushes.js';

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
function publishes(
  { repositories, dockerfile }: Push,
  { named, dockerfile: own }: OwnImage,
): boolean {
  if (dockerfile === own) return true;
  if (named.repository !== undefined) return repositories.includes(named.repository);
  return repositories.some((repository) => repository.split('/').at(-1) === named.name);
}
