import fc from 'fast-check';
import { edits, holdToPromise } from './properties.js';

test('sections are added, each headed as one, and nothing else is changed', () => {
  let changed = 0;
  const property = fc.property(edits, ([text, sections]) => {
    if (holdToPromise(text, sections)) changed += 1;
  });
  fc.assert(property, { numRuns: 500 });
  expect(changed).toBeGreaterThan(200);
});
