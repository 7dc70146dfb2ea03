import { parseImage } from '../../extension/image-reference.js';
import { interpolate } from '../../extension/interpolate.js';
import { asText, get } from '../../extension/records.js';
import type { Data } from '../../extension/records.js';

/** The registry that a workflow can push to with its own token. */
export const REGISTRY = 'ghcr.io';

/** What `image:` says about where an image is published. */
export interface NamedImage {
  /** As written in the compose file. */
  readonly text: string | undefined;
  /** `ghcr.io/nei/api-rally`, lower-case and without tag; undefined where no registry is named. */
  readonly repository: string | undefined;
  /** Its last part: `api-rally`. */
  readonly name: string | undefined;
}

// Docker's distribution/reference: a registry's host, then lower-case path components.
const REPOSITORY = /^[a-z0-9][a-z0-9.-]*(?::\d+)?(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)+$/;
const NAME = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;

/** The repository that a service's `image` names, defaults of variables filled in. */
export function namedImage(definition: Data): NamedImage {
  const text = asText(get(definition, 'image'));
  const { repository, name } = parseImage(interpolate(text ?? '').text);
  return {
    text,
    repository: REPOSITORY.test(repository) ? repository : undefined,
    name: NAME.test(name) ? name : undefined,
  };
}

/** Is it an image on the registry of the repository's own host? */
export function isOnRegistry(repository: string): boolean {
  return repository.startsWith(`${REGISTRY}/`) && repository.split('/').length > 2;
}
