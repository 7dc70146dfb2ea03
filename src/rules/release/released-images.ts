import type { Extension } from '../../extension/model.js';
import { publishedImages } from '../images/published-images.js';
import type { Options } from '../options.js';

/** The images (`ghcr.io/owner/api-rally`) that have to exist before a version is released. */
export function releasedImages(extension: Extension, options: Options): string[] {
  const images = publishedImages(extension, options).map(({ repository }) => repository);
  // They are written into a workflow, where a stray `${{` would be evaluated.
  return [...new Set(images)].filter((image) => /^[a-z0-9][a-z0-9._/:-]*$/.test(image));
}
