import type { Service } from '../../extension/model.js';

/**
 * A short id for each image: what is left of its service's name without the extension's (`api` of
 * `api_rally`), or the whole name where that is taken. GitHub allows letters, digits, `-` and `_`.
 */
export function jobIds(
  images: readonly { readonly service: Service }[],
  extension: string,
): string[] {
  const ids: string[] = [];
  for (const { service } of images) {
    const words = service.name.toLowerCase().split(/[^a-z0-9]+/);
    const own = extension.toLowerCase().split(/[^a-z0-9]+/);
    const short = words.filter((word) => word !== '' && !own.includes(word)).join('-');
    const candidates = [short, words.join('-'), `image-${ids.length + 1}`];
    const id = candidates.find((name) => /^[a-z]/.test(name) && !ids.includes(name));
    ids.push(id ?? `image-${ids.length + 1}`);
  }
  return ids;
}
