import type { Heading } from './syntax.js';
import { headingsOf } from './syntax.js';

/** How a document heads its sections. */
export interface HeadingStyle {
  readonly level: number;
  readonly isSetext: boolean;
  /** `## Title ##` */
  readonly isClosed: boolean;
  /** What comes in front of the next title: `8. `; empty where they are not numbered. */
  readonly number: string;
  readonly newline: string;
}

/** How new documents are written. */
export const plainStyle: HeadingStyle = {
  level: 2,
  isSetext: false,
  isClosed: false,
  number: '',
  newline: '\n',
};

/** Reads it off the headings that are there; `plainStyle` where they show nothing. */
export function styleOf(text: string): HeadingStyle {
  const headings = headingsOf(text);
  const level = sectionLevel(headings);
  const sections = headings.filter((heading) => heading.level === level);
  return {
    level,
    isSetext: level <= 2 && isMost(sections, ({ isSetext }) => isSetext),
    isClosed: isMost(sections, ({ isClosed }) => isClosed),
    number: nextNumber(sections),
    newline: /\r?\n/.exec(text)?.[0] ?? '\n',
  };
}

/** A single first heading of level 1 is the document's title. */
function sectionLevel(headings: readonly Heading[]): number {
  const titles = headings.filter(({ level }) => level === 1);
  const isTitled = titles.length === 1 && headings[0]?.level === 1;
  const levels = (isTitled ? headings.slice(1) : headings).map(({ level }) => level);
  return levels.length === 0 ? 2 : Math.min(...levels);
}

function isMost(headings: readonly Heading[], test: (heading: Heading) => boolean): boolean {
  return headings.filter(test).length * 2 > headings.length;
}

const NUMBER = /^(\d+)([.):]?(?: [-–—])? )/;

/** `7. Rollback` is followed by `8. `. */
function nextNumber(sections: readonly Heading[]): string {
  const numbered = sections.flatMap(({ text }) => [NUMBER.exec(text) ?? []]).filter(([all]) => all);
  if (numbered.length < 2 || numbered.length * 2 <= sections.length) return '';
  const next = Math.max(...numbered.map(([, digits]) => Number(digits))) + 1;
  return `${next}${numbered.at(-1)?.[2] ?? '. '}`;
}
