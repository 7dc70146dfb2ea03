import type { Position, Span } from '../refusal.js';
import { heredocsIn } from './heredocs.js';

/** One instruction of a Dockerfile: continued lines joined, comments left out. */
export interface Instruction {
  /** In capitals: `FROM`, `RUN`. */
  readonly keyword: string;
  /** `--platform=…`, `--mount=…`. */
  readonly flags: readonly string[];
  readonly args: string;
  /** Bodies of the here-documents of a RUN, COPY or ADD. */
  readonly heredocs: readonly string[];
  readonly position: Position;
  /** Its lines in the text, the last newline and the here-documents included. */
  readonly span: Span;
  /** Where its keyword starts and ends. */
  readonly keywordSpan: Span;
  /** True where a here-document it opens is never closed: Docker does not build such a file. */
  readonly isOpen: boolean;
}

/** A line of the text without its newline, and where it starts and where the next one does. */
interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads instructions as BuildKit's own parser does, line by line (moby/buildkit,
 * frontend/dockerfile/parser/parser.go): the language has no nesting. `dockerfile-ast` takes 60 ms
 * to load and read an extension's four files; this takes one. The tests compare the two.
 */
export function readInstructions(text: string): Instruction[] {
  const lines = linesOf(text);
  const continued = escapeCharacter(text) === '`' ? /(^|[^`])`[ \t]*$/ : /(^|[^\\])\\[ \t]*$/;
  const instructions: Instruction[] = [];
  let next = 0;

  while (next < lines.length) {
    const start = next;
    const first = lines[next++];
    if (first === undefined || isSkipped(first.text)) continue;
    const pieces: string[] = [];
    let piece = first.text;
    while (continued.test(piece)) {
      pieces.push(piece.replace(continued, '$1'));
      // Comments and empty lines inside a continued instruction do not end it.
      while (isSkipped(lines[next]?.text ?? 'the end')) next += 1;
      piece = lines[next++]?.text ?? '';
    }
    const logical = pieces.join('') + piece;
    const [, indent = '', keyword = '', rest = ''] = /(\s*)(\S*)([^]*)/.exec(logical) ?? [];
    if (keyword === '') continue;
    const { bodies, after, isOpen } = readHeredocs(`${keyword} ${rest}`, lines, next);
    next = after;
    const keywordStart = first.start + indent.length;
    instructions.push({
      keyword: keyword.toUpperCase(),
      ...splitFlags(rest.trim()),
      heredocs: bodies,
      position: { line: start + 1, column: indent.length + 1 },
      span: { start: first.start, end: lines[next - 1]?.end ?? text.length },
      keywordSpan: { start: keywordStart, end: keywordStart + keyword.length },
      isOpen,
    });
  }
  return instructions;
}

/** The `# escape=` directive, which stands before anything but other directives. */
export function escapeCharacter(text: string): string {
  for (const line of linesOf(text)) {
    const [, name = '', value = ''] =
      /^#\s*([A-Za-z][A-Za-z0-9]*)\s*=\s*(.+?)\s*$/.exec(line.text) ?? [];
    if (name === '') break;
    if (name.toLowerCase() === 'escape') return value;
  }
  return '\\';
}

/** A line that is empty or holds nothing but a comment. */
export function isSkipped(line: string): boolean {
  return /^\s*(#|$)/.test(line);
}

/** The lines of a text; a mark at its start is no part of the first one. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  while (start < text.length) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed + 1;
    lines.push({ text: text.slice(start, end).replace(/\r?\n/, ''), start, end });
    start = end;
  }
  return lines;
}

function splitFlags(rest: string): { flags: string[]; args: string } {
  const written = /(?:--\w\S*\s*)*/.exec(rest)?.[0] ?? '';
  const flags = [...written.matchAll(/\S+/g)].map(([flag]) => flag);
  return { flags, args: rest.slice(written.length) };
}

/** Collects the here-documents that an instruction opens, up to the line behind the last one. */
function readHeredocs(
  instruction: string,
  lines: readonly Line[],
  from: number,
): { bodies: string[]; after: number; isOpen: boolean } {
  const bodies: string[] = [];
  let after = from;
  for (const { name, chomp } of heredocsIn(instruction)) {
    const strip = (line: string): string => (chomp ? line.replace(/^\t+/, '') : line);
    const rest = lines.slice(after).map(({ text }) => strip(text));
    const length = rest.indexOf(name);
    // One that is never closed is no here-document; the rest of the file must not vanish in it.
    if (length < 0) return { bodies, after, isOpen: true };
    bodies.push(rest.slice(0, length).join('\n'));
    after += length + 1;
  }
  return { bodies, after, isOpen: false };
}
