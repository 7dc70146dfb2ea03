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
  if (operation.op === 'remove' || operation.op === 'rename') return undefined;
  const inner: YamlValue = operation.op === 'append' ? [operation.value] : operation.value;
  const value = operation.route.reduceRight<YamlValue>(
    (below, step) => (typeof step === 'number' ? [below] : { [step]: below }),
    inner,
  );
  return `${valueLines(value, '', LOOK).join('\n')}\n`;
}
