import { posix } from 'node:path';
import { anchorOf, headingsOf, markedSections, styleOf } from '../../../edit/markdown/index.js';
import type { SourceFile } from '../../../extension/model.js';
import { sectionsAbout } from './documents.js';
import { TOPICS } from './topics.js';

/** Where a section is put, and so what its links have to be. */
export interface Place {
  /** The document's directory. */
  readonly directory: string;
  /** The anchors of the sections that the document has, or will have, by name. */
  readonly anchors: ReadonlyMap<string, string>;
}

/** The beginning of a document of ours has no topic: nobody else's document has to have it. */
export const OVERVIEW = { name: 'overview', title: 'At a glance' };
const SECTIONS = [OVERVIEW, ...TOPICS];

/** A document of ours, in the root, where every section has its own title. */
export const ourPlace: Place = {
  directory: '.',
  anchors: new Map(SECTIONS.map(({ name, title }) => [name, anchorOf(title)])),
};

/** A document that is there, once the sections named in `added` are in it. */
export function placeIn(file: SourceFile, added: readonly string[]): Place {
  const { path, text } = file;
  const anchors = new Map<string, string>();
  for (const topic of TOPICS) {
    const [heading] = sectionsAbout(file, topic);
    if (heading !== undefined) anchors.set(topic.name, anchorOf(heading.text));
  }
  for (const { name, heading } of markedSections(text)) {
    if (heading !== undefined) anchors.set(name, anchorOf(heading.text));
  }
  added.forEach((name, index) => {
    const title = SECTIONS.find((section) => section.name === name)?.title ?? '';
    anchors.set(name, anchorOf(numbered(text, index) + title));
  });
  return { directory: posix.dirname(path), anchors };
}

/** What the title of the section that is added after `index` others begins with. */
function numbered(text: string, index: number): string {
  return headingsOf(text).length === 0
    ? ''
    : styleOf(text).number.replace(/^\d+/, (digits) => String(Number(digits) + index));
}

/** Points the links of a text at the document it is put into; those that lead nowhere there are none. */
export function relinked(body: string, { directory, anchors }: Place): string {
  return body.replaceAll(/\[([^\]]+)\]\(([^)]+)\)/g, (link, words: string, target: string) => {
    if (/^https?:/.test(target)) return link;
    if (!target.startsWith('#')) return `[${words}](${posix.relative(directory, target)})`;
    const name = SECTIONS.find(({ title }) => anchorOf(title) === target.slice(1))?.name ?? '';
    const anchor = anchors.get(name);
    return anchor === undefined ? words : `[${words}](#${anchor})`;
  });
}
