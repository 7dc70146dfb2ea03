import { beginMark, endMark } from './marks.js';
import type { HeadingStyle } from './style.js';
import { headingsOf } from './syntax.js';

/** A section to be written. Headings in its body start at level 3, for a section of level 2. */
export interface Section {
  readonly name: string;
  readonly title: string;
  readonly body: string;
}

/** The section with its marks, in the style of a document; without a newline at the end. */
export function sectionText({ name, title, body }: Section, style: HeadingStyle): string {
  const below = bodyBelow(body, style.level);
  const lines = [
    beginMark(name, below),
    '',
    ...headingLines(style.number + title, style),
    '',
    below,
    '',
    endMark(name),
  ];
  return lines.join('\n').replaceAll('\n', style.newline);
}

/** A body below a heading of some level: its own headings go as far down as that one is. */
export function bodyBelow(body: string, level: number): string {
  const trimmed = body.trim();
  if (level === 2) return trimmed;
  let result = trimmed;
  for (const { from, level: own } of [...headingsOf(trimmed)].reverse()) {
    const marks = '#'.repeat(Math.min(6, own + level - 2));
    result = result.slice(0, from) + marks + result.slice(from + own);
  }
  return result;
}

function headingLines(title: string, { level, isSetext, isClosed }: HeadingStyle): string[] {
  if (isSetext) return [title, (level === 1 ? '=' : '-').repeat(title.length)];
  const marks = '#'.repeat(level);
  return [`${marks} ${title}${isClosed ? ` ${marks}` : ''}`];
}
