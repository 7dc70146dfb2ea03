/**
 * What a terminal obeys instead of showing it: the control characters of ASCII and Latin-1, and of
 * Unicode the ones that break lines or turn the direction of writing ("Trojan source").
 */
const CONTROL =
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Text of a foreign file (a name, a value, a message about one) as part of one line for a terminal:
 * every control character is spelled out, such as `\x1b`, `\n` and `\u202e`.
 */
export function visible(text: string): string {
  return text.replace(CONTROL, spell);
}

/** The same for a line of a file's text: tabs stay, and so does the `\r` of a CRLF line. */
export function visibleLine(line: string): string {
  if (line.search(CONTROL) < 0) return line;
  const end = line.endsWith('\r') ? '\r' : '';
  const body = line.slice(0, line.length - end.length);
  return body.split('\t').map(visible).join('\t') + end;
}

/** JSON that means the same and has no such character in it (JSON.stringify leaves most of them). */
export function visibleJson(json: string): string {
  // Only in strings: outside of them JSON has no control characters but its line breaks.
  return json.replace(CONTROL, (character) =>
    character === '\n' ? character : `\\u${hex(character, 4)}`,
  );
}

function spell(character: string): string {
  const code = character.charCodeAt(0);
  return SHORT[character] ?? (code < 256 ? `\\x${hex(character, 2)}` : `\\u${hex(character, 4)}`);
}

function hex(character: string, width: number): string {
  return character.charCodeAt(0).toString(16).padStart(width, '0');
}
