/** A key and its value, with the header they stand below. */
export interface Pair {
  readonly table: readonly string[];
  readonly key: readonly string[];
  /** The start of the pair's line. */
  readonly line: number;
  readonly value: number;
  readonly end: number;
}

export interface Header {
  readonly table: readonly string[];
  readonly isArray: boolean;
  readonly start: number;
  readonly end: number;
}

const STRING = /"""(?:[^\\]|\\[^])*?"{3,5}|'''[^]*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/y;
const KEY = /(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')(?:[ \t]*\.[ \t]*|(?=[ \t]*[=\]]))/y;

/** Where the headers and pairs of a valid TOML text stand. */
export function scan(text: string): { readonly headers: Header[]; readonly pairs: Pair[] } {
  const headers: Header[] = [];
  const pairs: Pair[] = [];
  let table: readonly string[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const line = at;
    at = skip(text, at, /[ \t]*/y);
    if (text[at] === '[') {
      const isArray = text[at + 1] === '[';
      const name = keyAt(text, skip(text, at + (isArray ? 2 : 1), /[ \t]*/y));
      table = name.key;
      at = skip(text, name.end, /[ \t]*\]{1,2}/y);
      headers.push({ table, isArray, start: line, end: at });
    } else if (!/[#\r\n]/.test(text[at] ?? '\n')) {
      const { key, end } = keyAt(text, at);
      const value = skip(text, end, /[ \t]*=[ \t]*/y);
      at = endOfValue(text, value);
      pairs.push({ table, key, line, value, end: at });
    }
    at = skip(text, at, /[^\n]*\n?/y);
  }
  return { headers, pairs };
}

function skip(text: string, at: number, pattern: RegExp): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}

function keyAt(text: string, start: number): { key: string[]; end: number } {
  const key: string[] = [];
  let at = start;
  for (;;) {
    KEY.lastIndex = at;
    const part = KEY.exec(text)?.[0];
    if (part === undefined) return { key, end: at };
    key.push(part.replace(/[ \t]*\.[ \t]*$/, '').replace(/(["'])(.*)\1/, '$2'));
    at += part.length;
  }
}

/** Where a value ends: brackets closed, strings and comments passed over. */
export function endOfValue(text: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const next = skip(text, at, STRING);
    if (next > at) {
      at = next;
      if (depth === 0) return at;
      continue;
    }
    const character = text[at] ?? '';
    if (character === '#') {
      if (depth === 0) break;
      at = skip(text, at, /[^\n]*/y);
    } else {
      if (/[[{]/.test(character)) depth += 1;
      if (/[\]}]/.test(character)) depth -= 1;
      if (depth === 0 && /[\]}]/.test(character)) return at + 1;
      if (depth === 0 && /[\r\n,]/.test(character)) break;
      at += 1;
    }
  }
  return start + text.slice(start, at).trimEnd().length;
}

/** The items of an array whose `[` is at `start`, by their ranges. */
export function itemsOf(text: string, start: number, end: number): { from: number; to: number }[] {
  const items: { from: number; to: number }[] = [];
  let at = start + 1;
  for (;;) {
    at = skip(text, at, /(?:[\s,]|#[^\n]*)*/y);
    if (at >= end - 1) return items;
    const to = itemEnd(text, at);
    items.push({ from: at, to });
    at = to;
  }
}

function itemEnd(text: string, from: number): number {
  if (/["'[{]/.test(text[from] ?? '')) return endOfValue(text, from);
  return skip(text, from, /[^,\]#\s]+/y);
}
