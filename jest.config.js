/** Unit tests run the TypeScript sources as ES modules; nothing is mocked. */
const base = {
  testEnvironment: 'node',
  // A busy machine is no failure; the commands that are run take a second each.
  testTimeout: 30_000,
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.ts', '$1.js'] },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } },
    ],
  },
};

export default {
  ...base,
  // All cores, which Jest leaves one of alone.
  maxWorkers: '100%',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/test/yaml-suite/', '\\.tools\\.test\\.ts$'],
};
