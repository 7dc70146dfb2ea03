/** What a variable's text is turned into. */
export interface FieldType {
  readonly kind: TypeKind;
  /** The annotation without `Optional` and `Annotated`. */
  readonly name: string;
  /** True where None is allowed. */
  readonly optional: boolean;
  /** The values of a `Literal`. */
  readonly choices: readonly string[];
}

export type TypeKind =
  | 'text'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'list'
  | 'object'
  | 'url'
  | 'connection'
  | 'secret'
  | 'email'
  | 'path'
  | 'duration'
  | 'choice'
  | 'other';

const KINDS: readonly (readonly [RegExp, TypeKind])[] = [
  [/^(str|constr|StrictStr|NonEmptyStr|Text|Any)$/, 'text'],
  [/^(int|conint|(Strict|Positive|Negative|NonNegative|NonPositive)Int|Port)$/, 'integer'],
  [/^(float|confloat|Decimal|condecimal|(Strict|Positive|NonNegative|Finite)Float)$/, 'number'],
  [/^(bool|StrictBool)$/, 'boolean'],
  [/^(list|List|set|Set|frozenset|FrozenSet|tuple|Tuple|Sequence|Iterable|conlist)$/, 'list'],
  [/^(dict|Dict|Mapping|Json)$/, 'object'],
  [/^Secret(Str|Bytes)?$/, 'secret'],
  [/(Dsn|DSN)$/, 'connection'],
  [/(Url|URL)$/, 'url'],
  [/^(EmailStr|NameEmail)$/, 'email'],
  [/Path$/, 'path'],
  [/^timedelta$/, 'duration'],
  [/^Literal$/, 'choice'],
];

/** Understands a type annotation. */
export function fieldType(annotation: string): FieldType {
  let text = annotation
    .replace(/\s+/g, ' ')
    .replace(/^["']|["']$/g, '')
    .trim();
  let optional = false;
  for (;;) {
    const [, outer = '', inner = ''] = /^(?:\w+\.)*(\w+)\[(.*)\]$/.exec(text) ?? [];
    const parts = outer === 'Union' ? splitTop(inner, ',') : splitTop(text, '|');
    if (outer === 'Optional') [optional, text] = [true, inner.trim()];
    else if (outer === 'Annotated') text = splitTop(inner, ',')[0] ?? inner;
    else if (outer === 'Final') text = inner.trim();
    else if (parts.length > 1) {
      const types = parts.filter((part) => part !== 'None');
      optional ||= types.length < parts.length;
      if (types.length !== 1) return { kind: 'other', name: text, optional, choices: [] };
      text = types[0] ?? text;
    } else break;
  }
  const name = /^(?:\w+\.)*(\w+)/.exec(text)?.[1] ?? text;
  const kind = KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
  const choices = kind === 'choice' ? splitTop(text.replace(/^.*?\[|\]$/g, ''), ',') : [];
  return {
    kind,
    name: text,
    optional,
    choices: choices.map((part) => part.replace(/^["']|["']$/g, '')),
  };
}

/** The parts between separators that stand in no bracket. */
function splitTop(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let current = '';
  for (const character of text) {
    if ('[('.includes(character)) depth += 1;
    if ('])'.includes(character)) depth -= 1;
    const ends = character === separator && depth === 0;
    if (ends) parts.push(current);
    current = ends ? '' : current + character;
  }
  parts.push(current);
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
