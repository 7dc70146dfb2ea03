import type { Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { buildLeftovers } from './build-leftovers.js';
import { deployedImages, namesOf, noDeployedImage } from './deployed-images.js';

/** What only building needs makes an image large, slow to pull and easy to attack. */
export const imageMultiStage: Rule = {
  meta: {
    id: 'image-multi-stage',
    aspect: 'docker-images',
    severity: 'warning',
    fix: null,
    title: 'Images are built in stages and hold nothing that only building needs',
    failureTitle: 'Images hold what only building needs',
    why: 'Compilers, dependency managers and sources make an image several times as large, and give whoever breaks in tools to work with.',
  },

  check(extension) {
    const images = deployedImages(extension);
    if (images.length === 0) return noDeployedImage;
    return verdict(
      images.flatMap((image) =>
        buildLeftovers(image).map(({ position, what, remedy }): Finding => {
          const message = `The image of ${namesOf(image.services)} ${what}: ${remedy}.`;
          return { file: image.dockerfile.path, ...position, message };
        }),
      ),
    );
  },
};
