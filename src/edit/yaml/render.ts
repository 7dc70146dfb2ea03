import type { YamlValue } from './operation.js';
import { indent } from './lines.js';
import type { Quote } from './scalars.js';
import { addedText, fitsLiteral, literalText, scalarText } from './scalars.js';
import type { Style } from './style.js';
import { COMMAND_KEYS } from './style.js';

/** What new text looks like at one place: the file's style with the habits of its surroundings. */
export interface Look extends Style {
  /** How strings that need no quotes are written. */
  readonly want: Quote;
  /** How keys that need no quotes are written. */
  readonly keys: Quote;
}

export type YamlMapValue = Readonly<Record<string, YamlValue>>;

/** Whether a value is a map. */
export function isMapValue(value: YamlValue): value is YamlMapValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a sequence. */
export function isSeqValue(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

/** Whether a value is written on lines of its own below its key. */
export function isBlockValue(value: YamlValue, key: string, look: Look): boolean {
  if (isMapValue(value)) return Object.keys(value).length > 0;
  if (isSeqValue(value)) return value.length > 0 && !isFlowList(value, key, look);
  return typeof value === 'string' && fitsLiteral(value);
}

function isFlowList(items: readonly YamlValue[], key: string, look: Look): boolean {
  return items.every(isInline) && (look.flowLists || COMMAND_KEYS.has(key));
}

const isInline = (value: YamlValue): boolean =>
  typeof value !== 'object' ? !(typeof value === 'string' && fitsLiteral(value)) : value === null;

/** A key as text. */
export function keyToText(key: string, look: Look, inFlow: boolean): string {
  return scalarText(key, look.keys, look.quote, inFlow);
}

/** The lines of `key: value` in a block map, not indented; `key:` says null, as people write it. */
export function entryLines(key: string, value: YamlValue, look: Look): string[] {
  const head = `${keyToText(key, look, false)}:`;
  if (value === null) return [head];
  if (!isBlockValue(value, key, look)) return [`${head} ${inlineText(value, key, look)}`];
  if (typeof value === 'string') {
    const [header = '', ...body] = valueLines(value, key, look);
    return [`${head} ${header}`, ...body];
  }
  const column = isSeqValue(value) ? look.dash : look.step;
  return [head, ...indent(valueLines(value, key, look), column)];
}

/** The lines of a value in block style, not indented. */
export function valueLines(value: YamlValue, key: string, look: Look): string[] {
  if (!isBlockValue(value, key, look)) return [inlineText(value, key, look)];
  if (isSeqValue(value)) return value.flatMap((item) => itemLines(item, look, ' '));
  if (isMapValue(value)) {
    return Object.entries(value).flatMap(([name, child]) => entryLines(name, child, look));
  }
  return literalLines(String(value), look);
}

/** The lines of `- value`, not indented; `gap` is what stands between dash and value. */
export function itemLines(value: YamlValue, look: Look, gap: string): string[] {
  const [first = '', ...rest] = valueLines(value, '', look);
  return [`-${gap}${first}`, ...indent(rest, 1 + gap.length)];
}

function literalLines(text: string, look: Look): string[] {
  const ended = text.endsWith('\n');
  const body = (ended ? text.slice(0, -1) : text).split('\n');
  return [ended ? '|' : '|-', ...indent(body, look.step)];
}

/** A value on one line: a scalar, or a collection in flow style. */
export function inlineText(value: YamlValue, key: string, look: Look): string {
  if (isSeqValue(value) || isMapValue(value)) return flowText(value, key, look);
  return typeof value === 'string'
    ? addedText(value, look.want, look.quote, false)
    : literalText(value);
}

/** A value in flow style. */
export function flowText(value: YamlValue, key: string, look: Look): string {
  if (typeof value === 'string') return addedText(value, look.want, look.quote, true);
  if (isSeqValue(value)) {
    const plainCommand = COMMAND_KEYS.has(key) && look.flowQuote === 'plain';
    const want = plainCommand ? 'double' : look.flowQuote;
    const items = value.map((item) => flowText(item, '', { ...look, want }));
    return items.length === 0 ? '[]' : `[${look.seqPad}${items.join(', ')}${look.seqPad}]`;
  }
  if (!isMapValue(value)) return literalText(value);
  const entries = Object.entries(value).map(([name, child]) => flowEntry(name, child, look));
  return entries.length === 0 ? '{}' : `{${look.mapPad}${entries.join(', ')}${look.mapPad}}`;
}

/** `key: value` in flow style. */
export function flowEntry(key: string, value: YamlValue, look: Look): string {
  return `${keyToText(key, look, true)}: ${flowText(value, key, look)}`;
}
