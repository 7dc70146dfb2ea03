import fc from 'fast-check';
import { edits, holdToPromise } from './properties.js';

test('variables are added where they are not there, and nothing else is changed', () => {
  let changed = 0;
  const property = fc.property(edits, ([text, operations]) => {
    if (holdToPromise(text, operations)) changed += 1;
  });
  fc.assert(property, { numRuns: 1000 });
  expect(changed).toBeGreaterThan(300);
});
