import base from './jest.config.js';

/** Tests with real tools (Python and packages from PyPI), which they install into .cache/. */
export default {
  ...base,
  // One after the other: they make the environments in .cache/ that others use, too.
  maxWorkers: 1,
  testMatch: ['<rootDir>/test/**/*.tools.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 300_000,
};
