import { inSteps } from '../in-steps.js';
import { EditRefusal, positionAt, type Edited } from '../refusal.js';
import { applySplices, type Splice } from '../yaml/splice.js';
import { beginMark, markedSections, sumOf } from './marks.js';
import type { MarkdownOperation, PutSection } from './operation.js';
import { bodyBelow, sectionText } from './section-text.js';
import { styleOf } from './style.js';
import { blocksOf } from './syntax.js';

export type { MarkdownOperation, PutSection } from './operation.js';
export { anchorOf } from './anchor.js';
export type { MarkedSection } from './marks.js';
export { markedSections, sumOf } from './marks.js';
export type { Section } from './section-text.js';
export { bodyBelow, sectionText } from './section-text.js';
export { plainStyle, styleOf } from './style.js';
export type { Block, Heading } from './syntax.js';
export { blocksOf, headingsOf } from './syntax.js';

/**
 * Puts generated sections into a Markdown document, each between two marks, headed as the others of
 * the document are. Every byte outside the returned spans stays.
 * @throws EditRefusal where what is added would not be a section: behind code or a comment that is open
 */
export function editMarkdown(text: string, operations: readonly MarkdownOperation[]): Edited {
  return inSteps(text, operations, decide);
}

function decide(text: string, operation: PutSection): readonly Splice[] {
  const known = markedSections(text).find(({ name }) => name === operation.name);
  if (known === undefined) return proven(text, [insertion(text, operation)], operation);
  const { newline } = styleOf(text);
  const body = bodyBelow(operation.body, known.heading?.level ?? 2);
  if (!known.isUntouched || sumOf(body) === known.sum) return [];
  const end = text.indexOf('-->', known.from) + '-->'.length;
  const lines = `\n\n${body}\n\n`.replaceAll('\n', newline);
  const splices = [
    { start: known.from, end, insert: beginMark(operation.name, body) },
    { start: known.bodyFrom, end: known.bodyTo, insert: lines },
  ];
  return proven(text, splices, operation);
}

/** Behind the nearest generated section it comes after; numbered ones only at the end. */
function insertion(text: string, operation: PutSection): Splice {
  const style = styleOf(text);
  const { newline } = style;
  const section = sectionText(operation, style);
  const before = markedSections(text).findLast(({ name }) => operation.after.includes(name));
  if (before !== undefined && style.number === '') {
    return { start: before.to, end: before.to, insert: newline + newline + section };
  }
  const isOpen = text !== '' && text !== '\uFEFF' && !text.endsWith('\n');
  const isBlank = /(^\uFEFF?|\n\r?\n)$/.test(text);
  const gap = isOpen ? newline + newline : isBlank ? '' : newline;
  // A file that had no newline at its end still has none.
  const insert = gap + section + (isOpen ? '' : newline);
  return { start: text.length, end: text.length, insert };
}

/** What was there is read as before, and the section is one of the document's. */
function proven(
  before: string,
  splices: readonly Splice[],
  operation: PutSection,
): readonly Splice[] {
  const text = applySplices(before, splices);
  const there = markedSections(text).find(({ name }) => name === operation.name);
  const outside = blocksOf(text).filter(
    ({ from, to }) => there === undefined || to <= there.from || from >= there.to,
  );
  const old = markedSections(before).find(({ name }) => name === operation.name);
  const kept = blocksOf(before).filter(
    ({ from, to }) => old === undefined || to <= old.from || from >= old.to,
  );
  const same = outside.map(({ kind }) => kind).join() === kept.map(({ kind }) => kind).join();
  const isHeaded = there?.heading !== undefined || (old !== undefined && old.heading === undefined);
  if (there?.isUntouched === true && isHeaded && same) return splices;
  const last = blocksOf(before).at(-1)?.from ?? 0;
  const reason =
    'what stands at the end would swallow a new section (code or a comment that is not closed?)';
  const paste = sectionText(operation, styleOf(before));
  throw new EditRefusal(reason, positionAt(before, last), paste);
}
