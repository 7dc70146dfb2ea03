import type { OwnImage } from './own-images.js';

/**
 * A function that turns what is written for one image into the same for another: names of services,
 * directories and jobs, also within words joined by `-`, `_` and `/`.
 */
export function adapter(from: OwnImage, to: OwnImage): (text: string) => string {
  const pairs: readonly (readonly [string | undefined, string | undefined])[] = [
    [from.named.repository, to.named.repository],
    [from.dockerfile, to.dockerfile],
    [from.service, to.service],
    [from.service.replaceAll('_', '-'), to.service.replaceAll('_', '-')],
    [from.id, to.id],
    [titleWord(from), titleWord(to)],
    [capital(from.id), capital(to.id)],
  ];
  const known = new Map<string, string>();
  for (const [old, replacement] of pairs) {
    if (old !== undefined && replacement !== undefined && !known.has(old))
      known.set(old, replacement);
  }
  const words = [...known.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(`(?<![A-Za-z0-9])(?:${words.join('|')})(?![A-Za-z0-9])`, 'g');
  return (text) => text.replace(pattern, (word) => known.get(word) ?? word);
}

/** "API" of "API image". */
function titleWord({ title }: OwnImage): string {
  return title.replace(/ image$/, '');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
