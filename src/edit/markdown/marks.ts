import { createHash } from 'node:crypto';
import { blocksOf, headingsOf } from './syntax.js';
import type { Heading } from './syntax.js';

/** A section that was generated, between its two marks. */
export interface MarkedSection {
  readonly name: string;
  /** Where its opening mark starts and its closing mark ends. */
  readonly from: number;
  readonly to: number;
  /** Its own heading, if it still has one. */
  readonly heading: Heading | undefined;
  /** What is below the heading. */
  readonly bodyFrom: number;
  readonly bodyTo: number;
  /** True where nobody has changed the body since it was generated. */
  readonly isUntouched: boolean;
  /** The sum of the body that was generated. */
  readonly sum: string;
}

const BEGIN = /^<!-- rally-ext:begin ([\w-]+) ([0-9a-f]+) -->$/;
const END = /^<!-- rally-ext:end ([\w-]+) -->$/;

export const beginMark = (name: string, body: string): string =>
  `<!-- rally-ext:begin ${name} ${sumOf(body)} -->`;
export const endMark = (name: string): string => `<!-- rally-ext:end ${name} -->`;

/** The generated sections of a document, in order; one whose marks do not pair is nobody's. */
export function markedSections(text: string): MarkedSection[] {
  const marks = blocksOf(text)
    .filter(({ kind }) => kind === 'CommentBlock')
    .map(({ from, to }) => ({ from, to, source: text.slice(from, to).trim() }));
  return marks.flatMap((mark, index) => {
    const [, name, sum] = BEGIN.exec(mark.source) ?? [];
    const next = marks
      .slice(index + 1)
      .find(({ source }) => BEGIN.test(source) || END.test(source));
    if (name === undefined || sum === undefined || next === undefined) return [];
    if (END.exec(next.source)?.[1] !== name) return [];
    const heading = headingsOf(text).find(({ from }) => from > mark.to && from < next.from);
    const bodyFrom = heading?.to ?? mark.to;
    const isUntouched = sumOf(text.slice(bodyFrom, next.from)) === sum;
    const place = { name, from: mark.from, to: next.to, heading, bodyFrom, bodyTo: next.from };
    return [{ ...place, isUntouched, sum }];
  });
}

/**
 * A short sum of what a text says. What formatters change (line breaks, indents, quotes in code, the
 * widths of tables) does not change it.
 */
export function sumOf(text: string): string {
  const words = text.replaceAll(/\s+/g, '').replaceAll('"', "'").replaceAll(/-{2,}/g, '--');
  return createHash('sha256').update(words).digest('hex').slice(0, 12);
}
