/** What a Python expression is known to be. */
export type Known =
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly text: string }
  /** As it is written: `1` and `1.0` are two texts. */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'list'; readonly items: readonly Known[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, Known])[] }
  /** An object made of a text, such as a URL: printing it may give another text. */
  | { readonly kind: 'wrapped'; readonly text: string };

/** A value as an environment variable that an application reads back; undefined for None. */
export function environmentText(value: Known): string | undefined {
  switch (value.kind) {
    case 'none':
      return undefined;
    case 'text':
    case 'wrapped':
    case 'number':
      return value.text;
    case 'boolean':
      return String(value.value);
    case 'list':
    case 'object':
      return json(value);
  }
}

function json(value: Known): string {
  switch (value.kind) {
    case 'none':
      return 'null';
    case 'text':
    case 'wrapped':
      return JSON.stringify(value.text);
    case 'number':
      return value.text;
    case 'boolean':
      return String(value.value);
    case 'list':
      return `[${value.items.map(json).join(',')}]`;
    case 'object': {
      const entries = value.entries.map(([key, item]) => `${JSON.stringify(key)}:${json(item)}`);
      return `{${entries.join(',')}}`;
    }
  }
}

/** Python's idea of what counts as true. */
export function isTrue(value: Known): boolean {
  switch (value.kind) {
    case 'none':
      return false;
    case 'text':
      return value.text !== '';
    case 'wrapped':
      return true;
    case 'number':
      return Number(value.text) !== 0;
    case 'boolean':
      return value.value;
    case 'list':
      return value.items.length > 0;
    case 'object':
      return value.entries.length > 0;
  }
}

/** Equality as far as both sides are plain. */
export function isEqual(left: Known, right: Known): boolean | undefined {
  if (left.kind === 'wrapped' || right.kind === 'wrapped') return undefined;
  if (left.kind === 'list' || left.kind === 'object') return undefined;
  if (left.kind !== right.kind) {
    return left.kind === 'boolean' || right.kind === 'boolean' ? undefined : false;
  }
  return environmentText(left) === environmentText(right);
}
