import type { YamlOperation, YamlValue } from './operation.js';
import { valueLines } from './render.js';

const LOOK = {
  step: 2,
  dash: 2,
  quote: 'double',
  flowQuote: 'double',
  flowLists: false,
  mapPad: ' ',
  seqPad: '',
  want: 'plain',
  keys: 'plain',
} as const;

/** What a person could write to do an operation by hand, with the keys that lead to it. */
export function pasteFor(operation: YamlOperation): string | undefined {
  if (operation.op === 'alias') {
    const { route, anchor } = operation;
    return route.map((step, depth) => `${'  '.repeat(depth)}${step}:`).join('\n') + ` *${anchor}\n`;
  }
  if (!('value' in operation)) return undefined;
  const { op, route, value: added } = operation;
  const isInsert = op === 'insert';
  const inner: YamlValue =
    op === 'append' || (isInsert && operation.key === undefined)
      ? [added]
      : isInsert
        ? { [operation.key ?? '']: added }
        : added;
  const value = (isInsert ? route.slice(0, -1) : route).reduceRight<YamlValue>(
    (below, step) => (typeof step === 'number' ? [below] : { [step]: below }),
    inner,
  );
  return `${valueLines(value, '', LOOK).join('\n')}\n`;
}
