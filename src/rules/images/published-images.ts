import type { Extension } from '../../extension/model.js';
import type { Options } from '../options.js';
import type { BuildArg } from './build-args.js';
import { isOnRegistry, REGISTRY } from './named-image.js';
import type { OwnImage } from './own-images.js';
import { ownImages } from './own-images.js';

/** An image that the extension's own workflow publishes on the GitHub Container Registry. */
export interface PublishedImage {
  /** Short, and fit to be a job's id: `api`, `web`, `worker`. */
  readonly id: string;
  /** For people: "API image". */
  readonly title: string;
  /** The service of the compose file that runs it. */
  readonly service: string;
  /** `ghcr.io/nei-aauav/api-rally`: lower-case, without tag. */
  readonly repository: string;
  /** The build context and the Dockerfile, relative to the extension's root (`.` for the root). */
  readonly context: string;
  readonly dockerfile: string;
  readonly target?: string;
  /** In order; a value may hold `${{ vars.NAME }}`. */
  readonly buildArgs: readonly BuildArg[];
}

/**
 * The images that the extension builds, deploys and can publish. An image is called what the compose
 * files call it, else `ghcr.io/<owner>/<service>`. One that is kept on another registry, or for
 * which no owner is known, is left out.
 */
export function publishedImages(
  extension: Extension,
  options: Pick<Options, 'registryOwner'>,
): readonly PublishedImage[] {
  const images = ownImages(extension);
  return images.flatMap((image) => {
    const repository = repositoryOf(image, ownerOf(extension, images, options), extension);
    if (repository === undefined) return [];
    const { id, title, service, context, dockerfile, target, buildArgs } = image;
    const build = { context, dockerfile, ...(target === undefined ? {} : { target }), buildArgs };
    return [{ id, title, service, repository, ...build }];
  });
}

/** Where an image is published; undefined on another registry, or where nobody says whose it is. */
function repositoryOf(
  { named, service, id }: OwnImage,
  owner: string | undefined,
  extension: Extension,
): string | undefined {
  if (named.repository !== undefined) {
    return isOnRegistry(named.repository) ? named.repository : undefined;
  }
  if (owner === undefined) return undefined;
  const slug = service.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const own = extension.manifest.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const name = named.name ?? (slug.includes(own) ? slug : `${id}-${own}`);
  return `${REGISTRY}/${owner}/${name}`;
}

/** A person's word, else the owner that another image names, else that of the git remote. */
function ownerOf(
  extension: Extension,
  images: readonly OwnImage[],
  { registryOwner }: Pick<Options, 'registryOwner'>,
): string | undefined {
  const sibling = images
    .flatMap(({ named }) => named.repository ?? [])
    .find((repository) => isOnRegistry(repository));
  return (registryOwner ?? sibling?.split('/')[1] ?? extension.git.owner)?.toLowerCase();
}
