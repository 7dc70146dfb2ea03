/** The parts of `ghcr.io/owner/api-rally:1.2@sha256:…`. */
export interface ImageReference {
  /** Everything before the tag: `ghcr.io/owner/api-rally`. */
  readonly repository: string;
  /** The repository's last part: `api-rally`. */
  readonly name: string;
  readonly tag: string;
  /** True for an official image of Docker Hub, through a mirror too (`python`, `docker.io/library/python`). */
  readonly official: boolean;
}

/** Splits an image reference; lower-cased where Docker does not care. */
export function parseImage(image: string): ImageReference {
  const withoutDigest = image.trim().split('@')[0] ?? '';
  // A colon before the last slash belongs to a registry's port.
  const colon = withoutDigest.indexOf(':', withoutDigest.lastIndexOf('/') + 1);
  const repository = (colon < 0 ? withoutDigest : withoutDigest.slice(0, colon)).toLowerCase();
  const tag = colon < 0 ? '' : withoutDigest.slice(colon + 1).toLowerCase();
  const parts = repository.split('/');
  return {
    repository,
    name: parts.at(-1) ?? '',
    tag,
    official: parts.length === 1 || parts.at(-2) === 'library',
  };
}
