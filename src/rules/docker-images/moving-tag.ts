import { parseImage } from '../../extension/image-reference.js';

/** Words of tags that stand for whatever is newest. */
const MOVING = new Set([
  ...['latest', 'stable', 'mainline', 'lts', 'current', 'edge', 'nightly', 'rolling', 'next'],
  ...['main', 'master', 'dev', 'develop', 'unstable', 'testing'],
]);

/** Words that choose a variant and say nothing of the version. */
const VARIANTS = new Set(['alpine', 'slim', 'perl', 'full', 'bin', 'debian', 'ubuntu']);

/**
 * Does the image's tag name no version (`node`, `node:latest`, `node:lts-alpine`, `nginx:alpine`)? An
 * image with a digest never moves; one that a variable without default decides is not judged.
 */
export function namesNoVersion(image: string): boolean {
  if (image === 'scratch' || image.includes('@') || image.includes('$') || image === '')
    return false;
  const { tag } = parseImage(image);
  const words = tag.split('-');
  return tag === '' || words.every((word) => MOVING.has(word) || VARIANTS.has(word));
}
