import fc from 'fast-check';
import type { YamlOperation } from '../../../src/edit/yaml/index.js';
import { editYaml, EditRefusal } from '../../../src/edit/yaml/index.js';
import { documents } from './documents.js';
import { operationsFor } from './operations.js';
import { shown, withYaml } from './plain-values.js';
import type { Outcome } from './promise.js';
import { holdToPromise } from './promise.js';

export { holdToPromise };

/** How many runs, and from which seed: a random one if undefined. */
export interface Settings {
  readonly numRuns: number;
  readonly seed?: number;
}

/** A document and an operation on it. */
export const edits = documents.chain((text) => fc.tuple(fc.constant(text), operationsFor(text)));

/**
 * One operation on one document changes what it says and nothing else, or is refused: throws the
 * smallest counterexample found. Returns how many ended how.
 */
export function checkOneOperation(settings: Settings): Record<Outcome, number> {
  const counts = { changed: 0, same: 0, refused: 0 };
  const property = fc.property(edits, ([text, operation]) => {
    counts[holdToPromise(text, operation)] += 1;
  });
  fc.assert(property, settings);
  return counts;
}

/**
 * Several additions at once give what they give one by one; throws a counterexample. They may also be
 * made where one of them alone is refused, for what would stand in between (a block scalar that takes
 * in the comment below it).
 */
export function checkTogether(settings: Settings): void {
  const run = documents.chain((text) =>
    fc.tuple(fc.constant(text), fc.array(operationsFor(text), { minLength: 2, maxLength: 4 })),
  );
  const property = fc.property(run, ([text, operations]) => {
    const ensures = operations.filter(({ op }) => op === 'ensure');
    fc.pre(ensures.length > 1);
    const together = outcome(text, (at) => editYaml(at, ensures).text);
    const single = outcome(text, (at) => ensures.reduce(editOne, at));
    if (single !== undefined && values(together) !== values(single)) {
      throw new Error(`${JSON.stringify(together)} together, ${JSON.stringify(single)} one by one`);
    }
  });
  fc.assert(property, settings);
}

const editOne = (text: string, operation: YamlOperation): string =>
  editYaml(text, [operation]).text;

function outcome(text: string, edit: (text: string) => string): string | undefined {
  try {
    return edit(text);
  } catch (error) {
    if (error instanceof EditRefusal) return undefined;
    throw error;
  }
}

const values = (text: string | undefined): string =>
  text === undefined ? 'refused' : shown(withYaml(text));
