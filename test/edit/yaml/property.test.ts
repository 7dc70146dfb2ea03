import { checkOneOperation, checkTogether } from './properties.js';

// A taste of what `npm run test:yaml-properties` does at length.
const numRuns = 500;

it('one operation changes what it says and nothing else, or is refused', () => {
  const { changed } = checkOneOperation({ numRuns });
  expect(changed).toBeGreaterThan(numRuns / 3);
});

it('several additions together give what they give one by one', () => {
  expect(() => {
    checkTogether({ numRuns: numRuns / 2 });
  }).not.toThrow();
});
