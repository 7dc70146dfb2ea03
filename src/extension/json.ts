/** A key or index from the root to a value. */
export type JsonRoute = readonly (string | number)[];

/** Where a text stops being JSON, and why. */
export class JsonError extends Error {
  constructor(
    readonly offset: number,
    reason: string,
  ) {
    super(reason);
  }
}

/** Where each value of a JSON text starts: the value's own offset and its children's places. */
export interface JsonPlace {
  readonly offset: number;
  readonly children: ReadonlyMap<string, JsonPlace>;
}

const NO_CHILDREN: ReadonlyMap<string, JsonPlace> = new Map();
const MAX_DEPTH = 200;
const SPACE = /[ \t\r\n]*/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
// eslint-disable-next-line no-control-regex -- JSON forbids control characters in strings.
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"/y;

/**
 * Finds the place of every value in a JSON text, or throws a `JsonError` at the first character
 * that is not JSON. `JSON.parse` alone tells neither: its errors have a position only in some
 * versions of Node and for some mistakes.
 */
export function locateJson(text: string): JsonPlace {
  let offset = 0;

  const fail = (reason: string): never => {
    throw new JsonError(offset, offset >= text.length ? 'the file ends too early' : reason);
  };
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = offset;
    const found = pattern.exec(text)?.[0];
    offset += found?.length ?? 0;
    return found;
  };
  const accept = (character: string): boolean => {
    match(SPACE);
    if (text[offset] !== character) return false;
    offset += 1;
    return true;
  };

  const value = (depth: number): JsonPlace => {
    match(SPACE);
    const start = offset;
    if (depth > MAX_DEPTH) fail('nested too deeply');
    if (accept('{')) return { offset: start, children: members(depth) };
    if (accept('[')) return { offset: start, children: items(depth) };
    if (match(STRING) === undefined && match(SCALAR) === undefined) fail(unexpected(text, offset));
    return { offset: start, children: NO_CHILDREN };
  };
  const members = (depth: number): Map<string, JsonPlace> => {
    const children = new Map<string, JsonPlace>();
    if (accept('}')) return children;
    do {
      match(SPACE);
      const key = match(STRING) ?? fail(keyExpected(text, offset));
      if (!accept(':')) fail('a colon is expected after the key');
      children.set(String(JSON.parse(key)), value(depth + 1));
    } while (accept(','));
    if (!accept('}')) fail('a comma or } is expected');
    return children;
  };
  const items = (depth: number): Map<string, JsonPlace> => {
    const children = new Map<string, JsonPlace>();
    if (accept(']')) return children;
    do children.set(String(children.size), value(depth + 1));
    while (accept(','));
    if (!accept(']')) fail('a comma or ] is expected');
    return children;
  };

  const root = value(0);
  match(SPACE);
  if (offset < text.length) fail('nothing may follow the closing bracket');
  return root;
}

/** The offset of the value at `route`, or of its nearest ancestor that is there. */
export function offsetOf(root: JsonPlace, route: JsonRoute): number {
  let place = root;
  for (const step of route) {
    const child = place.children.get(String(step));
    if (child === undefined) break;
    place = child;
  }
  return place.offset;
}

function keyExpected(text: string, offset: number): string {
  if (text[offset] === '}') return 'a comma stands before }';
  return text[offset] === '"' ? unexpected(text, offset) : 'a key in double quotes is expected';
}

function unexpected(text: string, offset: number): string {
  const character = text[offset] ?? '';
  if (character === '"') return 'the string is not closed or holds a character JSON forbids';
  if (character === '/' || character === '#') return 'JSON has no comments';
  if (character === "'") return 'JSON strings have double quotes';
  if (character === ']' || character === '}') return `a comma stands before ${character}`;
  return `unexpected ${JSON.stringify(/^[\w.+-]+|[^]/u.exec(text.slice(offset, offset + 40))?.[0])}`;
}
