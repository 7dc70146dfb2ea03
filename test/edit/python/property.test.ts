import fc from 'fast-check';
import { edits, holdToPromise } from './properties.js';

test('an operation adds or removes what it says and nothing else, or is refused', () => {
  let changed = 0;
  const property = fc.property(edits, ([text, operation]) => {
    if (holdToPromise(text, operation) !== undefined) changed += 1;
  });
  fc.assert(property, { numRuns: 600 });
  expect(changed).toBeGreaterThan(60);
});
