import type { Splice } from '../yaml/splice.js';
import type { Module, SyntaxNode } from './syntax.js';
import { items } from './syntax.js';

/** A string literal with the quotes that the module has most of. */
export function quoteLike({ text, root }: Module, value: string): string {
  let single = 0;
  let double = 0;
  root.cursor().iterate(({ name, from }) => {
    if (name === 'String') {
      if (text[from] === "'") single += 1;
      else double += 1;
    }
  });
  const quoted = JSON.stringify(value);
  return single >= double && !value.includes("'") ? `'${quoted.slice(1, -1)}'` : quoted;
}

/** A property in front of the first one of an object, on a line of its own where the others have that. */
export function propertyInsertion({ text }: Module, object: SyntaxNode, property: string): Splice {
  const [first] = items(object);
  if (first === undefined) {
    const start = object.from + 1;
    const isBlank = /^\s*$/.test(text.slice(start, object.to - 1));
    // A comment that is all there is stays, behind the property.
    if (!isBlank) return { start, end: start, insert: ` ${property}` };
    return { start, end: object.to - 1, insert: ` ${property} ` };
  }
  const before = /(\r?\n[ \t]*)$/.exec(text.slice(object.from, first.from))?.[1] ?? ' ';
  return { start: first.from, end: first.from, insert: `${property},${before}` };
}
