import { indent } from '../../../edit/yaml/lines.js';
import type { YamlValue } from '../../../edit/yaml/operation.js';
import { entryLines, type Look } from '../../../edit/yaml/render.js';

/** As new Compose files are mostly written. */
const LOOK: Look = {
  step: 2,
  dash: 2,
  quote: 'double',
  want: 'plain',
  keys: 'plain',
  flowQuote: 'double',
  flowLists: false,
  mapPad: ' ',
  seqPad: '',
};

/** The lines of a map's entries, each behind `columns` spaces. */
export function blockLines(map: Readonly<Record<string, YamlValue>>, columns: number): string {
  const lines = Object.entries(map).flatMap(([key, value]) => entryLines(key, value, LOOK));
  return indent(lines, columns).join('\n');
}
