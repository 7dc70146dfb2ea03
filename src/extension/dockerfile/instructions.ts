import type { Position } from '../../edit/refusal.js';

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
}

const HEREDOC = /(?:^|\s)\d*<<(-?)(["']?)([A-Za-z_][\w.]*)\2(?=$|[\s;&|)>])/g;

/**
 * Reads instructions as BuildKit's own parser does, line by line (moby/buildkit,
 * frontend/dockerfile/parser/parser.go): the language has no nesting. `dockerfile-ast`, which
 * editors need for its ranges, takes 60 ms to load and read an extension's four files; this
 * takes one. The tests compare the two.
 */
export function readInstructions(text: string): Instruction[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const continued = escapeCharacter(lines) === '`' ? /`[ \t]*$/ : /\\[ \t]*$/;
  const instructions: Instruction[] = [];
  let next = 0;

  while (next < lines.length) {
    const start = next;
    const first = lines[next++] ?? '';
    if (isSkipped(first)) continue;
    const pieces: string[] = [];
    let piece = first;
    while (continued.test(piece)) {
      pieces.push(piece.replace(continued, ''));
      // Comments and empty lines inside a continued instruction do not end it.
      while (next < lines.length && isSkipped(lines[next] ?? '')) next += 1;
      piece = lines[next++] ?? '';
    }
    const logical = pieces.join('') + piece;
    const [, indent = '', keyword = '', rest = ''] = /^(\s*)(\S+)\s*([^]*)$/.exec(logical) ?? [];
    const heredocs: string[] = [];
    if (/^(RUN|COPY|ADD)$/i.test(keyword)) next = readHeredocs(rest, lines, next, heredocs);
    instructions.push({
      keyword: keyword.toUpperCase(),
      ...splitFlags(rest.trim()),
      heredocs,
      position: { line: start + 1, column: indent.length + 1 },
    });
  }
  return instructions;
}

function isSkipped(line: string): boolean {
  return /^\s*(#|$)/.test(line);
}

/** The `# escape=` directive, which stands before anything but other directives. */
function escapeCharacter(lines: readonly string[]): string {
  for (const line of lines) {
    const [, name = '', value = ''] = /^#\s*([A-Za-z]+)\s*=\s*(\S+)\s*$/.exec(line) ?? [];
    if (name === '') break;
    if (name.toLowerCase() === 'escape') return value;
  }
  return '\\';
}

function splitFlags(rest: string): { flags: string[]; args: string } {
  const flags: string[] = [];
  let args = rest;
  for (let flag = /^--[\w-]+\S*/.exec(args); flag !== null; flag = /^--[\w-]+\S*/.exec(args)) {
    flags.push(flag[0]);
    args = args.slice(flag[0].length).trimStart();
  }
  return { flags, args };
}

/** Collects the here-documents that `args` opens; returns the line after the last one. */
function readHeredocs(
  args: string,
  lines: readonly string[],
  from: number,
  bodies: string[],
): number {
  let next = from;
  for (const [, dash, , delimiter = ''] of args.matchAll(HEREDOC)) {
    const strip = (line: string): string => (dash === '-' ? line.replace(/^\t+/, '') : line);
    const end = lines.findIndex((line, index) => index >= next && strip(line) === delimiter);
    // One that is never closed is no here-document; the rest of the file must not vanish in it.
    if (end < 0) break;
    bodies.push(lines.slice(next, end).map(strip).join('\n'));
    next = end + 1;
  }
  return next;
}
