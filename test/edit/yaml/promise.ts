import type { Span, YamlOperation } from '../../../src/edit/yaml/index.js';
import { editYaml, EditRefusal } from '../../../src/edit/yaml/index.js';
import { apply } from './apply.js';
import { beyondJsYaml, shown, withJsYaml, withYaml } from './plain-values.js';

export type Outcome = 'changed' | 'same' | 'refused';

/**
 * Makes one edit and holds it against the promise with two parsers: it changes what the operation
 * says and nothing else, or is refused. Throws when the promise is broken.
 */
export function holdToPromise(text: string, operation: YamlOperation): Outcome {
  let edited;
  try {
    edited = editYaml(text, [operation]);
  } catch (error) {
    if (error instanceof EditRefusal) return 'refused';
    throw error;
  }
  if (!untouched(text, edited.text, edited.spans)) {
    throw new Error(`bytes outside the spans changed: ${shown(edited)}`);
  }
  expectIntended(text, edited.text, operation);
  const isRepeatable = !['append', 'insert'].includes(operation.op);
  if (isRepeatable && operation.op !== 'remove' && operation.op !== 'rename') {
    const again = editYaml(edited.text, [operation]);
    if (again.text !== edited.text) throw new Error(`twice is not once: ${shown(again.text)}`);
  }
  return edited.text === text ? 'same' : 'changed';
}

function expectIntended(text: string, after: string, operation: YamlOperation): void {
  if (operation.op === 'alias') throw new Error('plain values do not show what is an alias');
  // What comes through an alias or a merge wins as a whole; plain values do not show it does.
  if (/\*|<</.test(text) && /^(ensure|insert)$/.test(operation.op)) return;
  for (const load of [withYaml, withJsYaml]) {
    if (load === withJsYaml && [text, after].some((each) => beyondJsYaml.test(each))) continue;
    const before = load(text);
    if (before === undefined) continue;
    const intended = shown(apply(before, operation));
    const actual = shown(load(after));
    if (actual !== intended) {
      throw new Error(`${load.name}: ${intended} was intended, not ${actual}, of ${shown(after)}`);
    }
  }
}

/** Whether the parts of `after` outside its spans are parts of `before`, in order. */
function untouched(before: string, after: string, spans: readonly Span[]): boolean {
  const starts = [0, ...spans.map(({ end }) => end)];
  const parts = starts.map((start, i) => after.slice(start, spans[i]?.start ?? after.length));
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (spans.length === 0) return before === after;
  if (!before.startsWith(first) || !before.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = before.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= before.length - last.length;
}
