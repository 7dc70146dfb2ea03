import type { Extension } from '../../extension/model.js';
import { parseImage } from '../../extension/image-reference.js';
import { asText, get } from '../../extension/records.js';

/** The images (`ghcr.io/owner/api-rally`) that have to exist before a version is released. */
export function releasedImages(extension: Extension): string[] {
  const images = extension.composeFiles.flatMap(({ services }) =>
    services.flatMap(({ definition }) => {
      const image = asText(get(definition, 'image')) ?? '';
      return image.startsWith('ghcr.io/') ? [parseImage(image).repository] : [];
    }),
  );
  return [...new Set(images)].filter((image) => /^[a-z0-9][a-z0-9._/:-]*$/.test(image));
}
