/** A requirement by name: `SQLAlchemy[asyncio] >= 2.0, < 3  # ORM`. */
export interface Requirement {
  /** Normalised: lower case, single hyphens. */
  readonly name: string;
  /** The version part, without markers: `>= 2.0, < 3`; empty where any version will do. */
  readonly versions: string;
  /** Its line in the text, with those that a backslash makes a part of it. */
  readonly start: number;
  readonly end: number;
}

const REQUIREMENT =
  /^([A-Za-z0-9][\w.-]*)(?=[\s[<>=!~;@#]|$)\s*(?:\[[^\]]*\])?\s*((?:[<>=!~]=?=?\s*[^\s;#]+\s*)*)/;

/** The requirements of a file that pip reads, in order; options, URLs and comments left out. */
export function readRequirements(text: string): Requirement[] {
  const found: Requirement[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  while (start < text.length) {
    const end = endOfLine(text, start);
    const line = text
      .slice(start, end)
      .replaceAll(/\\\r?\n/g, '')
      .trim();
    const [, name = '', versions = ''] = REQUIREMENT.exec(line) ?? [];
    if (name !== '') {
      const normal = name.toLowerCase().replaceAll(/[-_.]+/g, '-');
      found.push({ name: normal, versions: versions.trim(), start, end });
    }
    start = end;
  }
  return found;
}

/** Behind the newline of a line, and of those that it goes on with; a comment does not go on. */
function endOfLine(text: string, start: number): number {
  const whole = /[ \t]*(?:#[^\n]*|(?:[^\\\n]|\\\r?\n|\\)*)\n?/y;
  whole.lastIndex = start;
  return start + (whole.exec(text)?.[0].length ?? 0);
}
