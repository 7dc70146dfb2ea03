/** One variable of a dotenv file. */
export interface DotenvEntry {
  readonly name: string;
  /** Undefined for a bare `NAME`, whose value comes from the environment. */
  readonly value: string | undefined;
  /** True for `# NAME=value`: documented, and not set. */
  readonly commented: boolean;
  /** From the start of its first line to the end of its last one, newline included. */
  readonly start: number;
  readonly end: number;
}

export interface Dotenv {
  /** In the order of the file. */
  readonly entries: readonly DotenvEntry[];
  /** Offsets of lines that are nothing a dotenv file may hold. */
  readonly unreadable: readonly number[];
}

const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*(?:[=:][ \t]*|$)/;
/** Small letters only where at most one word follows: `# note= see below` documents nothing. */
const COMMENTED =
  /^[ \t]*#+[ \t]*(?:export[ \t]+)?(?:([A-Z_][A-Z0-9_]*)=(.*)|([A-Za-z_]\w*)=(\S*))$/;

/**
 * Reads a dotenv file as Compose does (compose-go, dotenv/parser.go): `export`, quotes that may span
 * lines, comments behind white space. Never throws.
 */
export function parseDotenv(text: string): Dotenv {
  const entries: DotenvEntry[] = [];
  const unreadable: number[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const start = at;
    const line = lineAt(text, start);
    at = start + line.length;
    const content = line.replace(/\r?\n$/, '');
    if (content.trim() === '') continue;
    const commented = COMMENTED.exec(content);
    if (commented !== null) {
      const name = commented[1] ?? commented[3] ?? '';
      const written = commented[2] ?? commented[4] ?? '';
      entries.push({ name, value: plainValue(written), commented: true, start, end: at });
    }
    if (/^[ \t]*#/.test(content)) continue;
    const [head, name = ''] = ASSIGNMENT.exec(content) ?? [];
    const value =
      head === undefined ? undefined : valueAt(text, start + head.length, content, head);
    if (head === undefined || value === undefined) {
      unreadable.push(start);
      continue;
    }
    at = value.end;
    const isBare = !/[=:]/.test(head);
    entries.push({
      name,
      value: isBare ? undefined : value.text,
      commented: false,
      start,
      end: at,
    });
  }
  return { entries, unreadable };
}

interface Value {
  readonly text: string;
  /** The start of the line behind it. */
  readonly end: number;
}

/** The value behind `NAME=`; undefined where its quote is never closed or something stands behind it. */
function valueAt(text: string, offset: number, content: string, head: string): Value | undefined {
  const quote = text.charAt(offset);
  const lineEnd = offset - head.length + lineAt(text, offset - head.length).length;
  if (quote !== '"' && quote !== "'") {
    return { text: plainValue(content.slice(head.length)), end: lineEnd };
  }
  const closing = closingQuote(text, offset + 1, quote);
  if (closing === undefined) return undefined;
  const rest = lineAt(text, closing + 1);
  if (!/^[ \t]*(#.*)?\r?\n?$/.test(rest)) return undefined;
  const inner = text.slice(offset + 1, closing);
  return { text: quote === '"' ? unescape(inner) : inner, end: closing + 1 + rest.length };
}

function closingQuote(text: string, from: number, quote: string): number | undefined {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at;
  }
  return undefined;
}

function unescape(text: string): string {
  return text.replace(/\\([nrt"\\$])/g, (_, escaped: string) => {
    const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
    return controls[escaped] ?? escaped;
  });
}

/** Unquoted: up to a comment, without the white space around it. */
function plainValue(written: string): string {
  const text = written.replace(/(^|[ \t])#.*$/, '').trim();
  const [, quote, inner] = /^(["'])(.*)\1$/.exec(text) ?? [];
  return quote === undefined ? text : (inner ?? '');
}

/** A line with its newline. */
function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? text.length : end + 1);
}
