/** A `NAME=value` of an ENV or ARG, by where it is written. */
export interface Pair {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Where the value is; undefined for `ARG NAME`. */
  readonly value: { readonly start: number; readonly end: number } | undefined;
}

/**
 * The pairs of an ENV or ARG whose arguments start at `from`, read as Docker does: words that blanks
 * outside of quotes separate, lines that go on, comment lines in between, and the old form
 * `ENV NAME value`, which has one variable, whatever its value is (`ENV A b=c`).
 */
export function pairsIn(
  text: string,
  from: number,
  to: number,
  escape: string,
  keyword: string,
): Pair[] {
  const pairs: Pair[] = [];
  for (
    let at = skipBlanks(text, from, to, escape);
    at < to;
    at = skipBlanks(text, at, to, escape)
  ) {
    const end = endOfWord(text, at, to, escape);
    const word = text.slice(at, end);
    const equals = word.indexOf('=');
    if (equals < 0 && pairs.length === 0 && keyword === 'ENV') {
      const start = skipBlanks(text, end, to, escape);
      if (start < to) {
        const last = start + text.slice(start, to).trimEnd().length;
        return [{ name: word, start: at, end: last, value: { start, end: last } }];
      }
    }
    const name = equals < 0 ? word : word.slice(0, equals);
    const value = equals < 0 ? undefined : { start: at + equals + 1, end };
    pairs.push({ name, start: at, end, value });
    at = end;
  }
  return pairs;
}

/** The newline behind an escape that ends a line, with the blanks between; 0 where there is none. */
function continuation(text: string, at: number, escape: string): number {
  if (text[at] !== escape) return 0;
  return /^[ \t]*\r?\n/.exec(text.slice(at + 1))?.[0].length ?? 0;
}

function skipBlanks(text: string, from: number, to: number, escape: string): number {
  let at = from;
  while (at < to) {
    const next = continuation(text, at, escape);
    if (next > 0) {
      at += 1 + next;
      at += /(?:[ \t]*(?:#[^\n]*)?\r?\n)*/.exec(text.slice(at, to))?.[0].length ?? 0;
    } else if (/\s/.test(text[at] ?? '')) at += 1;
    else break;
  }
  return at;
}

function endOfWord(text: string, from: number, to: number, escape: string): number {
  let quote = '';
  let at = from;
  while (at < to) {
    const character = text[at] ?? '';
    const next = continuation(text, at, escape);
    if (next > 0) {
      // The next line goes on with the word, unless it is indented.
      if (quote === '' && /\s/.test(text[at + 1 + next] ?? ' ')) return at;
      at += 1 + next;
    } else if (character === escape && quote !== "'") at += 2;
    else {
      if (quote === '' && /\s/.test(character)) return at;
      if (quote === character) quote = '';
      else if (quote === '' && /["']/.test(character)) quote = character;
      at += 1;
    }
  }
  return Math.min(at, to);
}
