import fc from 'fast-check';
import { editYaml, EditRefusal } from '../../../src/edit/yaml/index.js';
import { documents } from './documents.js';
import { operationsFor } from './operations.js';
import { withYaml } from './plain-values.js';
import { holdToPromise } from './promise.js';

// `npm run test:yaml-properties` makes more runs: PROPERTY_RUNS, and PROPERTY_SEED to repeat one.
const numRuns = Number(process.env.PROPERTY_RUNS ?? 1500);
const seed = process.env.PROPERTY_SEED;
const settings = { numRuns, ...(seed === undefined ? {} : { seed: Number(seed) }) };

it('one operation changes what it says and nothing else, or is refused', () => {
  const counts = { changed: 0, same: 0, refused: 0 };
  const run = documents.chain((text) => fc.tuple(fc.constant(text), operationsFor(text)));
  fc.assert(
    fc.property(run, ([text, operation]) => {
      counts[holdToPromise(text, operation)] += 1;
    }),
    settings,
  );
  expect(counts.changed).toBeGreaterThan(numRuns / 3);
});

it('several additions together give what they give one by one', () => {
  const run = documents.chain((text) =>
    fc.tuple(fc.constant(text), fc.array(operationsFor(text), { minLength: 2, maxLength: 4 })),
  );
  fc.assert(
    fc.property(run, ([text, operations]) => {
      const ensures = operations.filter(({ op }) => op === 'ensure');
      fc.pre(ensures.length > 1);
      const together = outcome(() => editYaml(text, ensures).text);
      const single = outcome(() =>
        ensures.reduce((at, operation) => editYaml(at, [operation]).text, text),
      );
      expect(withYaml(together)).toEqual(withYaml(single));
    }),
    { ...settings, numRuns: Math.ceil(numRuns / 4) },
  );
});

function outcome(edit: () => string): string {
  try {
    return edit();
  } catch (error) {
    if (error instanceof EditRefusal) return 'refused';
    throw error;
  }
}
